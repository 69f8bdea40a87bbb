//! A message as mail programs save it: the subject is the title, who sent it wrote it, its day is the day. All of the text
//! is kept: what belongs to it and what not, no rule knows.

use jiff::civil::Date;
use mail_parser::{MessageParser, PartType};

use super::UploadError;
use crate::ingest::page::Found;
use crate::ingest::{Given, pasted};

pub(super) fn read(bytes: &[u8]) -> Result<Found, UploadError> {
    let message = MessageParser::default().parse(bytes).ok_or(UploadError::NotAMessage)?;
    if message.subject().is_none() && message.date().is_none() && message.from().is_none() {
        return Err(UploadError::NotAMessage);
    }
    let day = message
        .date()
        .and_then(|at| Date::new(at.year.try_into().ok()?, at.month.try_into().ok()?, at.day.try_into().ok()?).ok());
    let given = Given { title: message.subject().map(str::to_owned), published_on: day, url: None };
    // Text that is no HTML is made into it by the library, and the other way round: only what was sent is asked for.
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html),
        _ => None,
    });
    let mut found = match html {
        Some(html) => pasted::piece(html, &given, "the message’s HTML")?,
        None => pasted::text(&message.body_text(0).unwrap_or_default(), &given)?,
    };
    let sender = message.from().and_then(|from| from.first()).and_then(|sender| sender.name());
    found.sent_by(sender.unwrap_or_default());
    Ok(found)
}
