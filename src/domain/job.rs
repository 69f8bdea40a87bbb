//! A job: work that goes on behind a request and outlives it. What there is to do, how it stands, and when a job that
//! failed is tried again. Imports nothing of ours.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "lowercase")]
pub enum Task {
    /// Fetch a page and save its article; `again` also where the article is there.
    Fetch { url: String, again: bool },
    /// Read a file that was uploaded.
    Upload { name: String },
}

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

impl JobState {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Waiting, Self::Running, Self::Done, Self::Failed, Self::Cancelled]
            .into_iter()
            .find(|s| s.as_str() == text)
    }

    /// Whether nothing more happens unless somebody asks for it.
    #[must_use]
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

/// How often a job is begun at most, before somebody must ask for it.
pub const MOST_ATTEMPTS: i64 = 5;

/// How long to wait after so many attempts that failed for a reason that may pass: 30 seconds, then four times as long
/// each time.
#[must_use]
pub fn back_off(attempts: i64) -> SignedDuration {
    let exponent = u32::try_from(attempts.clamp(1, MOST_ATTEMPTS) - 1).unwrap_or_default();
    SignedDuration::from_secs(30 * 4_i64.pow(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_ends() {
        let seconds: Vec<i64> = (0..7).map(|attempts| back_off(attempts).as_secs()).collect();
        assert_eq!(seconds, [30, 30, 120, 480, 1920, 7680, 7680]);
    }

    #[test]
    fn states_and_tasks_survive_the_round_trip() {
        for state in ["waiting", "running", "done", "failed", "cancelled"] {
            assert_eq!(JobState::parse(state).unwrap().as_str(), state);
        }
        assert_eq!(JobState::parse("lost"), None);
        let task = Task::Fetch { url: "https://example.org/".into(), again: false };
        let json = serde_json::to_value(&task).unwrap();
        assert_eq!(json["kind"], "fetch");
        assert_eq!(serde_json::from_value::<Task>(json).unwrap(), task);
    }
}
