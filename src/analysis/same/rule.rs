//! The rule by which two statements of one person are the same, and its measures. Sees two statements at a time.

use super::align::aligned;
use super::words::{Pause, Weight, Word};

/// Equal words within a month are one occasion reported again, also by a weekly or a look back. Later they may have been
/// said again.
pub(super) const DAYS_EQUAL: i32 = 30;
/// News is reported for about a week; and so often is something like it said again afterwards.
pub(super) const DAYS_NEAR: i32 = 7;
/// With fewer weighty words a statement is short: many people say it many times, so it must be equal, in the same week.
pub(super) const FEWEST_WEIGHTY: usize = 6;
/// With fewer still nothing is known: "It is open" is said of every gate.
pub(super) const FEWEST_AT_ALL: usize = 3;
/// Longer ones are compared as a whole only: comparing word by word costs the product of the lengths.
pub(super) const MOST_WORDS: usize = 300;

/// For how many days equal statements are one, where their words may be one at all.
pub(super) fn days_of_equals(words: &[Word]) -> Option<i32> {
    match words.iter().filter(|word| word.is_weighty()).count() {
        0..FEWEST_AT_ALL => None,
        FEWEST_AT_ALL..FEWEST_WEIGHTY => Some(DAYS_NEAR),
        _ => Some(DAYS_EQUAL),
    }
}

/// Whether a statement has enough words, and not too many, to be nearly another.
pub(super) fn may_be_near(words: &[Word]) -> bool {
    words.len() <= MOST_WORDS && words.iter().filter(|word| word.is_weighty()).count() >= FEWEST_WEIGHTY
}

/// Whether two statements of which [`may_be_near`] holds are nearly equal:
/// - four fifths of the words of the shorter stand in the longer, in order, and are at least half of the longer; or all
///   of them stand in it in a row, whatever its length;
/// - none of the other words turns the meaning: no negation, number, name, limit or pronoun of a person;
/// - of ten other weighty words at most one is another, or too many.
///
/// The longer may go on after the shorter, or begin with whole sentences before it; what it says there is only more,
/// unless it takes something back ("if", "unless", "but").
pub(super) fn nearly_equal(one: &[Word], other: &[Word]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    // Half of what follows from the second condition, at a small part of the cost.
    if !turning(short).iter().all(|key| turning(long).contains(key)) {
        return false;
    }
    let pairs = aligned(&keys(short), &keys(long));
    let in_a_row = pairs.len() == short.len() && pairs.windows(2).all(|pair| pair[0].1 + 1 == pair[1].1);
    if pairs.len() * 5 < short.len() * 4 || (pairs.len() * 2 < long.len() && !in_a_row) {
        return false;
    }
    let missing: Vec<&Word> = unpaired(short, pairs.iter().map(|pair| pair.0));
    let added: Vec<&Word> = unpaired(common_part(long, &pairs), pairs.iter().map(|pair| pair.1 - start(long, &pairs)));
    let turned = missing.iter().chain(&added).any(|word| word.weight == Weight::Turning);
    let weighty = short.iter().filter(|word| word.is_weighty()).count();
    let few = |words: &[&Word]| words.iter().filter(|word| word.is_weighty()).count() * 10 <= weighty;
    !turned && few(&missing) && few(&added)
}

fn turning(words: &[Word]) -> Vec<u64> {
    words.iter().filter(|word| word.weight == Weight::Turning).map(|word| word.key).collect()
}

fn keys(words: &[Word]) -> Vec<u64> {
    words.iter().map(|word| word.key).collect()
}

fn unpaired(words: &[Word], paired: impl Iterator<Item = usize>) -> Vec<&Word> {
    let mut is_paired = vec![false; words.len()];
    for index in paired {
        is_paired[index] = true;
    }
    words.iter().zip(is_paired).filter(|(_, paired)| !paired).map(|(word, _)| word).collect()
}

/// The part of the longer statement in which every word must agree.
fn common_part<'a>(long: &'a [Word], pairs: &[(usize, usize)]) -> &'a [Word] {
    &long[start(long, pairs)..end(long, pairs)]
}

/// Whole sentences before what both say are only more.
fn start(long: &[Word], pairs: &[(usize, usize)]) -> usize {
    let first = pairs.first().map_or(0, |pair| pair.1);
    if long[first].pause == Pause::Stop { first } else { 0 }
}

/// So is what follows it behind a comma or a full stop, unless it takes something back.
fn end(long: &[Word], pairs: &[(usize, usize)]) -> usize {
    let behind = pairs.last().map_or(0, |pair| pair.1 + 1);
    let more = &long[behind..];
    let is_more = more.first().is_some_and(|word| word.pause > Pause::None) && !more.iter().any(|w| w.takes_back);
    if is_more { behind } else { long.len() }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn near(one: &str, other: &str) -> bool {
        let (one, other) = (words(one), words(other));
        let both = may_be_near(&one) && may_be_near(&other);
        let found = both && nearly_equal(&one, &other);
        assert_eq!(found, both && nearly_equal(&other, &one), "the same either way");
        found
    }

    #[test]
    fn little_words_and_fillers_may_differ() {
        let said = "The old crane was sold to a dealer in scrap before anybody asked the crew.";
        for other in [
            "The old crane had been sold to a dealer in scrap before anybody asked the crew",
            "Frankly, the old crane was sold to a dealer in scrap before anybody asked the crew.",
            "Well, look: the old crane was sold to a dealer in scrap before anybody asked its crew",
        ] {
            assert!(near(said, other), "{other}");
        }
    }

    #[test]
    fn one_weighty_word_of_ten_may_differ() {
        let said = "The crew fixed the chain, greased the wheels, painted the doors and swept the long stone quay.";
        assert!(near(said, &said.replace("fixed", "mended")));
        assert!(!near(said, &said.replace("fixed", "mended").replace("swept", "washed")));
        assert!(!near(
            "The crew fixed the chain and swept the long quay",
            "The crew broke the chain and swept the long quay"
        ));
    }

    #[test]
    fn a_negation_number_name_or_limit_makes_another_statement() {
        let said =
            "The port will sell two cranes to buyers from Norway and keep the ferries for the people who need them.";
        for (from, to) in [
            ("will sell", "will not sell"),
            ("two", "three"),
            ("Norway", "Sweden"),
            ("will", "may"),
            ("the ferries", "all the ferries"),
            ("two cranes", "cranes"),
            ("The port", "Denmark"),
            ("them", "us"),
        ] {
            assert!(!near(said, &said.replace(from, to)), "{from} -> {to}");
        }
    }

    #[test]
    fn we_will_win_is_not_they_would_win() {
        assert!(!near("We will win", "They would win"));
        assert!(!near(
            "We will win the harbour back from the buyers before summer comes",
            "They would win the harbour back from the buyers before summer comes"
        ));
    }

    #[test]
    fn two_sentences_of_one_quotation_may_stand_alone() {
        let both = "I pressed ‘send’ at six minutes past midnight, … I had been asked to find the saving in that chain, and I could not find it.";
        let one = "I was asked to find the saving in that chain and I couldn't find it,";
        assert!(near(both, one));
    }

    #[test]
    fn one_may_quote_more_than_the_other() {
        let said = "The crane was sold for scrap before anybody asked the crew";
        assert!(near(said, &format!("{said}, and nobody has said sorry in four years.")));
        assert!(near(said, &format!("I read the letter twice. {said}.")));
        assert!(!near(said, &format!("It is not true that {}", said.to_lowercase())));
        assert!(!near(
            "The crane will be sold for scrap when summer comes",
            "The crane will be sold for scrap when summer comes, unless the crew buys it"
        ));
        let much_more = "Much else was said about much else in the yard. ".repeat(3);
        assert!(near(said, &format!("{much_more}{said}. {much_more}")));
        assert!(!near(said, &format!("{much_more}{}. {much_more}", said.replace("scrap", "some scrap"))));
        assert!(!near(said, &format!("{much_more}{}. {much_more}", said.replace("was", "had been"))));
    }

    #[test]
    fn short_ones_must_be_equal_and_the_shortest_never_are() {
        assert!(!near("It was a very good night", "It was a good long night"));
        assert_eq!(days_of_equals(&words("It was not open.")), None);
        assert_eq!(days_of_equals(&words("We will win the cup.")), Some(DAYS_NEAR));
        assert_eq!(
            days_of_equals(&words("The crane was sold for scrap before anybody asked the crew")),
            Some(DAYS_EQUAL)
        );
    }
}
