//! The identity rules, each with the smallest casts that try it, and the promise that order plays no part.

use proptest::prelude::*;

use super::*;
use crate::domain::ArticleId;

fn member(article: &str, name: &str, titles: &[&str], company: &[&str]) -> Member {
    let article = ArticleId::of_url(article);
    let own_slug =
        if is_full_name(name) { crate::domain::slug(name) } else { format!("{}_{article}", crate::domain::slug(name)) };
    let owned = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect();
    Member { article, name: name.into(), own_slug, gender: None, titles: owned(titles), company: owned(company) }
}

/// How many persons `members` are.
fn persons(members: &[Member]) -> usize {
    settle(members).len()
}

#[test]
fn one_full_name_is_one_person() {
    let found = settle(&[member("a", "Zoe Hara", &[], &[]), member("b", "Zoë Hára", &[], &[])]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].slug.as_str(), found[0].name.as_str()), ("zoe-hara", "Zoë Hára"));
}

#[test]
fn a_surname_joins_by_title() {
    let full = member("a", "Sergei Lavrov", &["Russian Foreign Minister"], &[]);
    assert_eq!(persons(&[full.clone(), member("b", "Lavrov", &["foreign minister"], &[])]), 1);
    assert_eq!(persons(&[full.clone(), member("b", "Lavrov", &["a dentist"], &[])]), 2);
    assert_eq!(persons(&[full, member("b", "Lavrov", &[], &[])]), 2);
}

#[test]
fn a_surname_joins_by_company_unless_the_titles_differ() {
    let full = member("a", "Sergei Lavrov", &["minister"], &["antony-blinken"]);
    assert_eq!(persons(&[full.clone(), member("b", "Lavrov", &[], &["antony-blinken"])]), 1);
    assert_eq!(persons(&[full.clone(), member("b", "Lavrov", &["dentist"], &["antony-blinken"])]), 2);
    assert_eq!(persons(&[full, member("b", "Lavrov", &[], &["joe-biden"])]), 2);
}

#[test]
fn a_surname_that_two_have_joins_neither() {
    let two = [
        member("a", "Bill Clinton", &["president"], &["al-gore"]),
        member("b", "Hillary Clinton", &["senator"], &["al-gore"]),
        member("c", "Clinton", &["president"], &["al-gore"]),
    ];
    assert_eq!(persons(&two), 3);
}

#[test]
fn a_couple_stays_apart() {
    let mut mr = member("b", "Clinton", &["president"], &[]);
    let mut mrs = mr.clone();
    mrs.own_slug.push_str("_2");
    (mr.gender, mrs.gender) = (Some(Gender::Male), Some(Gender::Female));
    let full = member("a", "Bill Clinton", &["president"], &[]);
    assert_eq!(persons(&[full.clone(), mr.clone(), mrs.clone()]), 3, "two of a surname in one article");
    let known = Member { gender: Some(Gender::Male), ..full };
    assert_eq!(persons(&[known.clone(), mrs]), 2, "another gender");
    assert_eq!(persons(&[known, mr]), 1);
}

#[test]
fn who_stands_beside_the_full_name_is_somebody_else() {
    let full = member("a", "Bill Clinton", &["president"], &[]);
    assert_eq!(persons(&[full, member("a", "Clinton", &["president"], &[])]), 2);
}

#[test]
fn surnames_alone_are_never_one_person() {
    assert_eq!(persons(&[member("a", "Lavrov", &["minister"], &[]), member("b", "Lavrov", &["minister"], &[])]), 2);
}

#[test]
fn particles_are_part_of_the_surname() {
    let full = member("a", "Pieter van Terwisga", &["port chief"], &[]);
    assert_eq!(persons(&[full.clone(), member("b", "van Terwisga", &["port chief"], &[])]), 1);
    assert_eq!(persons(&[full, member("b", "Terwisga", &["port chief"], &[])]), 2);
}

fn any_member() -> impl Strategy<Value = Member> {
    let name = prop::sample::select(vec!["Ann Smith", "Bob Smith", "Smith", "van Smith", "Jan van Smith", "Änn Smith"]);
    let titles = prop::sample::subsequence(vec!["mayor", "deputy mayor", "chair of the port"], 0..=2);
    let company = prop::sample::subsequence(vec!["x-y", "v-w"], 0..=1);
    let article = prop::sample::select(vec!["a", "b", "c", "d", "e", "f"]);
    let gender = prop::option::of(prop::sample::select(vec![Gender::Female, Gender::Male]));
    (article, name, titles, company, gender).prop_map(|(article, name, titles, company, gender)| Member {
        gender,
        ..member(article, name, &titles, &company)
    })
}

/// The persons as sets of members, whatever their order was.
fn described(members: &[Member]) -> Vec<(String, String, Vec<String>)> {
    let text = |index: &usize| format!("{:?}", members[*index]);
    let sorted = |found: &[usize]| {
        let mut texts: Vec<_> = found.iter().map(text).collect();
        texts.sort();
        texts
    };
    settle(members).iter().map(|p| (p.slug.clone(), p.name.clone(), sorted(&p.members))).collect()
}

proptest! {
    #[test]
    fn order_plays_no_part(members in prop::collection::vec(any_member(), 0..12), seed in any::<u64>()) {
        let mut shuffled = members.clone();
        let mut state = seed | 1;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(i, usize::try_from(state >> 33).unwrap() % (i + 1));
        }
        prop_assert_eq!(described(&members), described(&shuffled));
    }

    #[test]
    fn everybody_is_somebody_once(members in prop::collection::vec(any_member(), 0..12)) {
        let mut seen: Vec<usize> = settle(&members).into_iter().flat_map(|p| p.members).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..members.len()).collect::<Vec<_>>());
    }
}
