//! How fast programs may add: so many at once, then so many in a time, each account by itself. By a clock that nobody can
//! set; kept in memory, since whoever can restart the program needs no leave. Knows no page.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many at once.
const BURST: f64 = 120.0;
/// So many a second after that.
const RATE: f64 = 2.0;

/// What each account has left.
#[derive(Debug, Clone, Default)]
pub(super) struct Pace(Arc<Mutex<BTreeMap<i64, Left>>>);

#[derive(Debug, Clone, Copy)]
struct Left {
    many: f64,
    at: Instant,
}

impl Pace {
    /// Counts one of the account `user`, if there may be one; else how long to wait. What is refused is not counted.
    pub(super) fn one(&self, user: i64, now: Instant) -> Result<(), Duration> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = all.entry(user).or_insert(Left { many: BURST, at: now });
        left.many = (left.many + now.duration_since(left.at).as_secs_f64() * RATE).min(BURST);
        left.at = now;
        if left.many < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - left.many) / RATE));
        }
        left.many -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_at_once_then_slowly_and_each_account_by_itself() {
        let (pace, start) = (Pace::default(), Instant::now());
        for _ in 0..120 {
            assert_eq!(pace.one(1, start), Ok(()));
        }
        let wait = pace.one(1, start).unwrap_err();
        assert!(wait <= Duration::from_millis(500) && wait > Duration::ZERO, "{wait:?}");
        assert_eq!(pace.one(2, start), Ok(()));
        assert_eq!(pace.one(1, start + wait), Ok(()));
        assert!(pace.one(1, start + wait).is_err());
        let later = start + Duration::from_hours(1);
        assert_eq!((0..200).filter(|_| pace.one(1, later).is_ok()).count(), 120);
    }
}
