//! Whether what was found is an article, or a wall before it: a question about cookies, a demand to subscribe, a check for
//! robots, a page that only scripts fill. Long texts are never suspected; short ones by what they say.

use super::NotAnArticle;
use super::tokens::{Token, text_of, tokenise};
use crate::domain::Article;

/// With so many words it is an article, whatever else the page says.
const SURELY: usize = 250;
/// With fewer it is none.
const LEAST: usize = 5;

const PAYWALL: &[&str] = &[
    "already a subscriber",
    "become a member to",
    "create a free account to",
    "continue reading with",
    "for subscribers only",
    "free articles remaining",
    "log in to continue",
    "log in to read",
    "members only",
    "only for subscribers",
    "premium content",
    "register to continue",
    "register to read",
    "sign in to continue",
    "sign in to read",
    "sign up to read",
    "subscribe now to",
    "subscribe to continue",
    "subscribe to read",
    "subscriber-only",
    "subscribers only",
    "start your free trial",
    "to continue reading",
    "to keep reading",
    "to read the full",
    "to read this article",
    "to unlock this article",
    "abonnez-vous",
    "nur für abonnenten",
    "réservé aux abonnés",
    "solo para suscriptores",
    "weiterlesen mit",
];
const COOKIES: &[&str] = &[
    "accept all",
    "accept and continue",
    "accept cookies",
    "agree and continue",
    "alle akzeptieren",
    "aceptar cookies",
    "advertising partners",
    "consent",
    "cookie policy",
    "cookies",
    "einwilligung",
    "legitimate interest",
    "manage preferences",
    "our partners",
    "personalised ads",
    "personalized ads",
    "privacy settings",
    "reject all",
    "tout accepter",
    "we value your privacy",
];
const ROBOTS: &[&str] = &[
    "access denied",
    "access to this page has been denied",
    "are you a human",
    "are you a robot",
    "captcha",
    "checking your browser",
    "enable javascript and cookies",
    "i am not a robot",
    "just a moment",
    "pardon our interruption",
    "press & hold",
    "unusual traffic",
    "verify you are a human",
    "verify you are human",
    "verifying you are human",
];
const SCRIPTS: &[&str] = &[
    "activate javascript",
    "enable javascript",
    "javascript is disabled",
    "javascript is required",
    "javascript muss aktiviert",
    "requires javascript",
    "turn on javascript",
    "without javascript",
    "you need to enable javascript",
];

/// Says what stands in the way where `article`, found in `page`, is none. `partly_free`: the page says of itself that not
/// all of it can be read without paying.
pub(super) fn check(article: &Article, page: &str, partly_free: bool) -> Result<(), NotAnArticle> {
    let words = article.words();
    if words >= SURELY {
        return Ok(());
    }
    let found = article.lines.join(" ");
    let wall = wall_of(&found.to_lowercase()).or_else(|| {
        let all = text_of(page);
        // Short articles are surrounded by much; a wall is nearly all there is.
        let alone = words < LEAST || all.split_whitespace().count() < words.max(LEAST) * 4;
        let around = alone.then(|| wall_of(&all.to_lowercase())).flatten();
        around.filter(|_| words < SURELY / 4 || partly_free)
    });
    match wall {
        Some(wall) => Err(wall),
        None if partly_free => Err(NotAnArticle::Paywall),
        None if words < LEAST => Err(too_short(page, words)),
        None => Ok(()),
    }
}

/// Why a page in which nothing was found has none.
pub(super) fn nothing(page: &str) -> NotAnArticle {
    let all = text_of(page);
    wall_of(&all.to_lowercase()).unwrap_or_else(|| too_short(page, all.split_whitespace().count().min(LEAST)))
}

fn wall_of(text: &str) -> Option<NotAnArticle> {
    let says = |phrases: &[&str]| phrases.iter().filter(|phrase| text.contains(**phrase)).count();
    if says(ROBOTS) > 0 {
        Some(NotAnArticle::RobotCheck)
    } else if says(PAYWALL) > 0 {
        Some(NotAnArticle::Paywall)
    } else if says(COOKIES) > 2 {
        Some(NotAnArticle::CookieWall)
    } else {
        None
    }
}

/// Without words, it may be that scripts would bring them.
fn too_short(page: &str, words: usize) -> NotAnArticle {
    let (mut scripts, mut asks) = (0, false);
    let mut in_noscript = false;
    tokenise(page, |token| match token {
        Token::Start { name: "script", .. } => {
            scripts += usize::from(!token.attribute("type").is_some_and(|t| t.contains("json")));
        }
        Token::Start { name: "noscript", .. } => in_noscript = true,
        Token::End { name: "noscript" } => in_noscript = false,
        Token::Text(text) => {
            let text = text.to_lowercase();
            asks |= SCRIPTS.iter().any(|phrase| text.contains(phrase)) || in_noscript && text.contains("javascript");
        }
        _ => {}
    });
    if asks || scripts > 2 { NotAnArticle::ScriptOnly } else { NotAnArticle::TooShort { words } }
}
