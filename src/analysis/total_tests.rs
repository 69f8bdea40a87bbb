//! Whatever a line holds, it is read: no text makes the analysis panic, and all it finds lies within the lines.

use proptest::prelude::*;

use super::names::{Tokenised, recognise};
use super::{read, tokens::tokens};
use crate::domain::{Article, Source};

/// What text is made of that the rules look at, and what they hardly ever see.
const PIECES: &str = "\"|“|”|‘|’|''|``|«|»|„|'s|’s|'|(|)|[|]|,|.|. |: |; |—|-|…|!|?| | | | |\u{a0}|\u{2028}|\u{202e}|\u{200f}|\u{301}|\u{200d}|\0|\
    he|she|He|They|said|says|told|told reporters|according to|asked|who|that|of|de|van der|al-|O'|Mc|and|&|the|The|\
    Mr|Mrs.|Dr.|President|Foreign Minister|the prime minister|U.S.|J.|St.|Jr|III|45|1,300.5|%|in|by|for|not|wrote|on Friday|\
    Anna|John|Grant|Lucinda Grant|Moon Jae-in|Wu Chi-wai|New York|France|French|IBM|Reuters|Église|MÜLLER|İ|ǅ|ß|ﬃ|😀|العربية|שלום|中文";

fn line() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.split('|').collect();
    let piece = prop::sample::select(pieces);
    let made = prop::collection::vec((piece, prop::bool::weighted(0.7)), 0..40);
    let made =
        made.prop_map(|all| all.into_iter().flat_map(|(text, space)| [text, if space { " " } else { "" }]).collect());
    prop_oneof![4 => made, 1 => any::<String>()]
}

/// Reads the lines, in an order that is known and in one that is not.
fn check(lines: &[String]) {
    let tokens: Vec<_> = lines.iter().map(|line| tokens(line)).collect();
    let tokenised: Vec<_> = lines.iter().zip(&tokens).map(|(text, tokens)| Tokenised { text, tokens }).collect();
    for (names, tokens) in recognise(&tokenised).iter().zip(&tokens) {
        assert!(names.iter().all(|n| n.first_token <= n.last_token && n.last_token < tokens.len() && n.margin >= 0));
        assert!(names.is_sorted_by(|left, right| left.last_token < right.first_token));
    }
    for ordered in [false, true] {
        let source = Source::new("https://example.org/a");
        let article = Article { title: "A".into(), source, lines: lines.to_vec(), ordered, ..Article::default() };
        for mention in &read(&article).mentions {
            assert!(lines[mention.line].get(mention.span.range()).is_some_and(|text| !text.is_empty()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_lines_can_be_read(lines in prop::collection::vec(line(), 0..6)) {
        check(&lines);
    }
}

#[test]
fn one_very_long_line_can_be_read() {
    for piece in ["“He said ", "\"A\" ", "A. ", "said (", "Mr ", "a\u{301}", "'s", "”", ", who said, ", "\u{202e}«"]
    {
        check(&[piece.repeat(20_000 / piece.len())]);
    }
}
