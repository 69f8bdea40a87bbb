//! The server's clock. What depends on the time is told it from here.

use jiff::Timestamp;

/// The time it is.
#[expect(clippy::disallowed_methods, reason = "this is where the server reads the clock, to be passed in")]
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}
