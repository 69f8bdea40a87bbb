//! Where a form leads back to: a page of this house, whatever its address was made to say. Knows no page.

use url::{Position, Url};

use super::paths;

/// `back` where it is a page of this house, else the front page.
pub(super) fn inside(back: &str) -> String {
    let is_plain = back.starts_with('/') && !back.contains(|c: char| c == '\\' || c.is_control());
    let here = Url::parse("http://here.invalid/").ok().filter(|_| is_plain);
    let there = here.as_ref().and_then(|here| here.join(back).ok());
    match there {
        Some(url) if here.is_some_and(|here| here.origin() == url.origin()) => {
            let whole = url[Position::BeforePath..].to_owned();
            // A path that begins with two slashes would be another host to the browser.
            if whole.starts_with("//") { paths::front() } else { whole }
        }
        _ => paths::front(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_18_the_way_back_stays_in_the_house() {
        for back in ["/", "/people?q=a+b", "/articles/abc/d#k7", "/people/%2F", "/search?q=https://a.example//b"] {
            assert_eq!(inside(back), back);
        }
        let elsewhere = [
            "",
            "people",
            "//evil.example",
            "///evil.example",
            "////evil.example",
            "/\\evil.example",
            "/\\/evil.example",
            "\\\\evil.example",
            "\\/evil.example",
            "https:evil.example",
            "https:/evil.example",
            "https://evil.example/",
            "HTTPS://evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "/\t/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/.//evil.example",
            "/a/..//evil.example",
            "/%2e//evil.example",
            "/\r\nSet-Cookie: b=c",
            "/\u{0}",
            "@evil.example",
            "?next=//evil.example",
        ];
        for back in elsewhere {
            assert_eq!(inside(back), "/", "{back:?}");
        }
    }

    proptest! {
        #[test]
        fn case_18_whatever_is_asked_for_is_one_path_of_this_house(back in "(/|//|\\\\|http|:|%|\\.|\\t|\\r|\\n|@|evil|\\PC){0,12}") {
            let to = inside(&back);
            let base = Url::parse("https://house.example/x").unwrap();
            prop_assert!(to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\"), "{to}");
            prop_assert!(!to.contains(char::is_control));
            prop_assert_eq!(base.join(&to).unwrap().origin(), base.origin());
            prop_assert_eq!(inside(&to), to);
        }
    }
}
