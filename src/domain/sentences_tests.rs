//! Where running text is cut. What stands here makes addresses of lines, and stays.

use proptest::prelude::*;

use super::*;

fn cut(text: &str) -> Vec<&str> {
    sentences(text).into_iter().map(|span| &text[span.range()]).collect()
}

#[test]
fn sentences_end_at_stops_before_capitals() {
    assert_eq!(cut(" It rained.  It poured! Did it? Yes… No"), ["It rained.", "It poured!", "Did it?", "Yes…", "No"]);
    assert_eq!(cut("It cost 1.5m. 200 came. (All left.) Why?"), ["It cost 1.5m.", "200 came.", "(All left.)", "Why?"]);
    assert_eq!(cut("See example.org. for more... he said."), ["See example.org. for more... he said."]);
    assert_eq!(cut(" \n "), Vec::<&str>::new());
}

#[test]
fn abbreviations_and_initials_go_on() {
    for whole in [
        "Mr. J. Smith met Sen. Ann Lee in St. Louis.",
        "The U.S. Army and the E.U. Commission met.",
        "They met at 5 p.m. Tuesday.",
        "Am 3. Oktober war es so weit.",
        "It was No. 5 of Jan. 2022.",
    ] {
        assert_eq!(cut(whole), [whole]);
    }
    assert_eq!(cut("They met at 5 p.m. The talks failed."), ["They met at 5 p.m.", "The talks failed."]);
    assert_eq!(cut("He left the U.S. She stayed."), ["He left the U.S.", "She stayed."]);
}

#[test]
fn a_quotation_is_never_cut() {
    for whole in [
        "“Go. Now!” Smith said.",
        "\"Go. Now!\" Smith said.",
        "„Geh. Jetzt!“ sagte er.",
        "« Pars. Vite. » dit-il.",
        "She said: “It is open. It stays open.",
        "“Why?” Mr. Smith of the port asked.",
    ] {
        assert_eq!(cut(whole), [whole]);
    }
    assert_eq!(cut("“We go.” It rained."), ["“We go.”", "It rained."]);
    assert_eq!(cut("“Go,” he said. “We stay.” It rained."), ["“Go,” he said.", "“We stay.”", "It rained."]);
    assert_eq!(cut("“Why?” “Because.”"), ["“Why?”", "“Because.”"]);
    assert_eq!(cut("The 12\" record. It sold."), ["The 12\" record.", "It sold."]);
}

#[test]
fn scripts_without_blanks_are_cut_at_their_stops() {
    assert_eq!(
        cut("今日は雨です。明日は晴れ！「行く。」と彼は言った。"),
        ["今日は雨です。", "明日は晴れ！", "「行く。」", "と彼は言った。"]
    );
    assert_eq!(cut("यह है। वह था।"), ["यह है।", "वह था।"]);
}

#[test]
fn a_quotation_without_end_is_cut_after_all() {
    let text = format!("“{}", "It holds and holds. ".repeat(500));
    let cut = cut(&text);
    assert!(cut.len() > 2 && cut.iter().all(|line| line.len() < LONGEST_QUOTATION + 100), "{}", cut.len());
}

#[test]
fn a_sentence_without_end_is_cut_at_a_blank() {
    let text = "and on it goes ".repeat(5_000);
    let cut = cut(&text);
    assert!(cut.len() > 3 && cut.iter().all(|line| line.len() < LONGEST_LINE + 10), "{}", cut.len());
    assert_eq!(cut.join(" "), text.trim());
}

proptest! {
    #[test]
    fn nothing_but_blanks_is_left_out(text in "([A-Za-z0-9 .!?\"“”„«»'’…。()-]|\\PC|\n){0,60}") {
        let spans = sentences(&text);
        let mut at = 0;
        for span in &spans {
            prop_assert!(text[at..span.start as usize].trim().is_empty());
            prop_assert_eq!(text[span.range()].trim(), &text[span.range()]);
            at = span.end as usize;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}
