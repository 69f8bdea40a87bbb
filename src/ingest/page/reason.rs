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
    #[error("{} found there, which is no article", so_many(*.words))]
    TooShort { words: usize },
    #[error("no title was found; please give one")]
    NoTitle,
}

fn so_many(words: usize) -> String {
    match words {
        0 => "no text was".to_owned(),
        1 => "only one word of text was".to_owned(),
        words => format!("only {words} words of text were"),
    }
}
