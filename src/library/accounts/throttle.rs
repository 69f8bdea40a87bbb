//! Counts attempts to sign in, per address and per account, by a clock that nobody can set. Kept in memory: whoever can
//! restart the program needs no password.

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How many attempts there may be in how long a time.
const PER_ADDRESS: (usize, Duration) = (5, Duration::from_mins(1));
const PER_ACCOUNT: (usize, Duration) = (10, Duration::from_hours(1));
/// How many are counted at most; whoever was silent longest is forgotten first.
const MOST: usize = 20_000;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Counted {
    Address(Option<IpAddr>),
    Account(String),
}

/// Why an attempt is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Too many from this address; how long to wait.
    Address(Duration),
    /// Too many for this account, from wherever.
    Account(Duration),
}

/// The attempts of late.
#[derive(Debug, Default)]
pub struct Throttle {
    attempts: Mutex<BTreeMap<Counted, VecDeque<Instant>>>,
}

impl Throttle {
    /// Counts an attempt, if there may be one. What is refused is not counted, so that waiting helps.
    pub fn attempt(&self, address: Option<IpAddr>, account: Option<&str>, now: Instant) -> Result<(), Refused> {
        let mut attempts = self.lock();
        let address = Counted::Address(address.map(network));
        let account = account.map(|name| Counted::Account(name.to_owned()));
        if let Some(wait) = wait(attempts.get_mut(&address), PER_ADDRESS, now) {
            return Err(Refused::Address(wait));
        }
        if let Some(wait) = account.as_ref().and_then(|name| wait(attempts.get_mut(name), PER_ACCOUNT, now)) {
            return Err(Refused::Account(wait));
        }
        for counted in [Some(address), account].into_iter().flatten() {
            if attempts.len() >= MOST && !attempts.contains_key(&counted) {
                make_room(&mut attempts, now);
            }
            attempts.entry(counted).or_default().push_back(now);
        }
        Ok(())
    }

    /// Takes back what [`Self::attempt`] counted, where it turned out to be somebody who may come in.
    pub fn forgive(&self, address: Option<IpAddr>, account: &str) {
        let mut attempts = self.lock();
        for counted in [Counted::Address(address.map(network)), Counted::Account(account.to_owned())] {
            if let Some(times) = attempts.get_mut(&counted) {
                times.pop_back();
                if times.is_empty() {
                    attempts.remove(&counted);
                }
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Counted, VecDeque<Instant>>> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long to wait, if there were too many attempts of late.
fn wait(times: Option<&mut VecDeque<Instant>>, (most, within): (usize, Duration), now: Instant) -> Option<Duration> {
    let times = times?;
    while times.front().is_some_and(|&first| now.duration_since(first) >= within) {
        times.pop_front();
    }
    let first = times.front().filter(|_| times.len() >= most)?;
    Some(within.saturating_sub(now.duration_since(*first)))
}

fn make_room(attempts: &mut BTreeMap<Counted, VecDeque<Instant>>, now: Instant) {
    let newest = |times: &VecDeque<Instant>| times.back().copied();
    attempts.retain(|counted, times| {
        let (_, within) = if matches!(counted, Counted::Address(_)) { PER_ADDRESS } else { PER_ACCOUNT };
        newest(times).is_some_and(|last| now.duration_since(last) < within)
    });
    if attempts.len() >= MOST {
        let oldest = attempts.iter().min_by_key(|(_, times)| newest(times)).map(|(counted, _)| counted.clone());
        oldest.and_then(|counted| attempts.remove(&counted));
    }
}

/// Who has one address of IPv6 has all of its network.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<IpAddr> {
        text.parse().ok()
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn case_21_five_a_minute_from_one_address() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        for n in 0..5 {
            assert_eq!(throttle.attempt(at("192.0.2.1"), Some(&n.to_string()), start + Duration::from_secs(n)), Ok(()));
        }
        let later = |seconds| start + Duration::from_secs(seconds);
        let refused = Err(Refused::Address(Duration::from_secs(50)));
        assert_eq!(throttle.attempt(at("192.0.2.1"), Some("x"), later(10)), refused);
        assert_eq!(throttle.attempt(at("192.0.2.2"), Some("x"), later(10)), Ok(()), "another address");
        assert_eq!(throttle.attempt(at("192.0.2.1"), Some("x"), later(60)), Ok(()), "after a minute");
        assert!(throttle.attempt(at("192.0.2.1"), Some("x"), later(60)).is_err(), "one was free, not all");
    }

    #[test]
    fn case_21_ten_an_hour_for_one_account_from_anywhere() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        for n in 0..10 {
            assert_eq!(throttle.attempt(at(&format!("192.0.2.{n}")), Some("anna"), start), Ok(()));
        }
        let refused = throttle.attempt(at("192.0.2.99"), Some("anna"), start + Duration::from_mins(1));
        assert_eq!(refused, Err(Refused::Account(Duration::from_mins(59))));
        assert_eq!(throttle.attempt(at("192.0.2.99"), Some("bo"), start), Ok(()), "another account");
        assert_eq!(throttle.attempt(at("192.0.2.99"), None, start), Ok(()), "known there: only the address counts");
        assert_eq!(throttle.attempt(at("192.0.2.99"), Some("anna"), start + Duration::from_hours(1)), Ok(()));
    }

    #[test]
    fn who_may_come_in_uses_nothing_up() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        for _ in 0..100 {
            assert_eq!(throttle.attempt(at("192.0.2.1"), Some("anna"), now), Ok(()));
            throttle.forgive(at("192.0.2.1"), "anna");
        }
        assert!(throttle.lock().is_empty());
    }

    #[test]
    fn a_network_of_ipv6_is_one_address_and_an_embedded_ipv4_is_itself() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        for n in 0..5 {
            assert_eq!(throttle.attempt(at(&format!("2001:db8::{n}")), None, now), Ok(()));
        }
        assert!(throttle.attempt(at("2001:db8::ffff:1"), None, now).is_err());
        assert_eq!(throttle.attempt(at("2001:db8:0:1::1"), None, now), Ok(()));
        assert_eq!(network(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }

    #[test]
    fn memory_has_a_bound() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        for n in 0..u32::try_from(MOST).unwrap() + 50 {
            let address = IpAddr::V4(std::net::Ipv4Addr::from_bits(n));
            assert_eq!(throttle.attempt(Some(address), None, start + Duration::from_micros(n.into())), Ok(()));
        }
        assert_eq!(throttle.lock().len(), MOST);
        assert_eq!(throttle.attempt(at("203.0.113.1"), None, start + Duration::from_mins(5)), Ok(()));
        assert_eq!(throttle.lock().len(), 1, "what is long ago is forgotten");
    }
}
