//! How long a session lives, and its end.

use jiff::{SignedDuration, Timestamp};

use crate::domain::{Deed, Who};
use crate::store::{Alive, Store, StoreError};

/// Without being seen.
const IDLE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// In all.
const WHOLE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How far ahead of this clock the one may have been that was there when a session began. Without a bound, what began
/// under a clock that was ten years fast would live for ten years.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// That somebody was seen is written down no more often than this.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(15);

/// Which sessions are alive at `now`.
#[must_use]
pub fn alive(now: Timestamp) -> Alive {
    Alive {
        begun_after: now.saturating_sub(WHOLE).unwrap_or(Timestamp::MIN),
        seen_after: now.saturating_sub(IDLE).unwrap_or(Timestamp::MIN),
        begun_before: now.saturating_add(AHEAD).unwrap_or(Timestamp::MAX),
    }
}

/// Whether it is time to write down again that something was seen.
#[must_use]
pub fn is_due(seen_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(seen_at).abs() > SEEN_EVERY
}

/// Ends the session whose token has this hash.
pub async fn end_session(store: &Store, hash: &[u8], who: &Who, now: Timestamp) -> Result<(), StoreError> {
    let mut writing = store.write().await?;
    writing.end_session_of(hash).await?;
    writing.audit(who, Deed::SignedOut, "", now).await?;
    writing.commit_unseen().await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn case_22_a_session_lives_for_ninety_days_and_thirty_without_being_seen() {
        let alive = alive(at("2026-11-28T12:00:00Z"));
        assert_eq!(alive.begun_after, at("2026-08-30T12:00:00Z"));
        assert_eq!(alive.seen_after, at("2026-10-29T12:00:00Z"));
    }

    #[test]
    fn case_36_a_clock_that_jumps_an_hour_ends_nothing_and_one_that_was_years_ahead_makes_nothing_immortal() {
        let began = at("2026-11-28T12:00:00Z");
        let back = alive(at("2026-11-28T11:00:00Z"));
        assert!(back.begun_after < began && began <= back.begun_before);
        assert!(alive(at("2016-11-28T12:00:00Z")).begun_before < began);
        for extreme in [Timestamp::MIN, Timestamp::MAX] {
            let _ = alive(extreme);
        }
        assert!(is_due(began, at("2026-11-28T12:16:00Z")) && !is_due(began, at("2026-11-28T11:50:00Z")));
    }
}
