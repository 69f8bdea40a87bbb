//! How the program ends: one status per kind of failure, so that a service manager knows what to try again. The numbers
//! are those of `sysexits.h` where it has one. Only `main` reads it.

use std::process::ExitCode;

/// The status the program ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    /// Some input was refused, with a message, and the rest is done; or the command line makes no sense.
    BadInput = 2,
    /// The database is damaged or is no database.
    Corrupt = 65,
    /// A fault in the program.
    Fault = 70,
    /// Reading or writing failed, as on a full disk.
    Io = 74,
    /// Another process is in the way: a server on this database, or a long write. It may work later.
    InTheWay = 75,
    /// The database was written by a newer version.
    Newer = 76,
    /// A setting cannot work: a folder that is not there, an address in use.
    Setting = 78,
}

impl Exit {
    pub const ALL: [Self; 8] =
        [Self::Done, Self::BadInput, Self::Corrupt, Self::Fault, Self::Io, Self::InTheWay, Self::Newer, Self::Setting];
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
