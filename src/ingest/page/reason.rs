//! Why a page gave no article, in a sentence for readers.

use thiserror::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAnArticle {
    #[error("this is no text: a picture, a document or another file")]
    NotText,
    #[error("this is no web page")]
    NotHtml,
    #[error(
        "the page is built so strangely that it was not read: its elements lie too deep in each other, or are too many"
    )]
    TooDeep,
    #[error("the publisher shows the whole article only to those who subscribe or sign in")]
    Paywall,
    #[error("the publisher shows a question about cookies instead of the article")]
    CookieWall,
    #[error("the publisher wants proof that a human is asking")]
    RobotCheck,
    #[error("the page has no text of its own: it is put together by scripts in the browser")]
    ScriptOnly,
    #[error("only {words} words of text were found there, which is no article")]
    TooShort { words: usize },
    #[error("no title was found; please give one")]
    NoTitle,
}

impl NotAnArticle {
    /// Whether somebody who sees the article in their browser can help by pasting its text.
    #[must_use]
    pub fn can_be_pasted(self) -> bool {
        !matches!(self, Self::NoTitle)
    }
}
