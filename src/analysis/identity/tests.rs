//! The identity rules, each with the smallest casts that try it, and the promise that order plays no part.

use proptest::prelude::*;

use super::*;
use crate::domain::{ArticleId, Gender};

mod pairs;

pub(super) fn member(article: &str, name: &str, titles: &[&str], company: &[&str]) -> Member {
    let article = ArticleId::of_url(article);
    let own_slug =
        if is_full_name(name) { crate::domain::slug(name) } else { format!("{}_{article}", crate::domain::slug(name)) };
    let owned = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect();
    let name = name.to_owned();
    let forms = vec![name.clone()];
    Member { article, name, own_slug, gender: None, titles: owned(titles), forms, company: owned(company) }
}

/// The same, spoken of with a word of address.
fn addressed(address: &str, member: Member) -> Member {
    let forms = vec![format!("{address} {}", member.name)];
    Member { forms, ..member }
}

/// How many persons `members` are.
pub(super) fn persons(members: &[Member]) -> usize {
    settle(members).persons.len()
}

fn slugs(members: &[Member]) -> Vec<String> {
    settle(members).persons.into_iter().map(|person| person.slug).collect()
}

fn possible(members: &[Member]) -> Vec<(Difference, Doubt)> {
    settle(members).possible.into_iter().map(|found| (found.difference, found.doubt)).collect()
}

#[test]
fn one_full_name_is_one_person() {
    let found = settle(&[member("a", "Zoe Hara", &[], &[]), member("b", "Zoë Hára", &[], &[])]).persons;
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

#[test]
fn another_spelling_joins_by_office_and_is_possible_without() {
    let one = member("a", "Volodymyr Zelensky", &["Ukrainian president"], &[]);
    let of = |title: &[&str]| [one.clone(), member("b", "Volodymyr Zelenskyy", title, &[])];
    assert_eq!(slugs(&of(&["President"])), ["volodymyr-zelensky"]);
    assert_eq!(slugs(&of(&["comedian"])), ["volodymyr-zelensky", "volodymyr-zelenskyy"]);
    assert_eq!(possible(&of(&[])), [(Difference::Spelling, Doubt::Untied)]);
    assert_eq!(possible(&of(&["President"])), []);
}

#[test]
fn names_that_differ_join_by_company_only_where_much_is_shared() {
    let one = member("a", "Joseph Holt", &[], &["x-y", "v-w", "t-u"]);
    assert_eq!(persons(&[one.clone(), member("b", "Joe Holt", &["baker"], &["x-y", "v-w"])]), 1);
    assert_eq!(persons(&[one.clone(), member("b", "Joe Holt", &["baker"], &["x-y"])]), 2);
    assert_eq!(persons(&[one.clone(), member("b", "J. Holt", &["baker"], &["x-y", "v-w"])]), 2, "an initial");
    let titled = Member { titles: vec!["farmer".into()], ..one };
    assert_eq!(persons(&[titled, member("b", "Joe Holt", &["baker"], &["x-y", "v-w"])]), 2, "the titles differ");
}

#[test]
fn the_usual_spelling_gives_the_address() {
    let of = |article: &str, name: &str| member(article, name, &["foreign minister"], &[]);
    let (one, other) = ("Sergei Lavrov", "Sergey Lavrov");
    let found = settle(&[of("a", one), of("b", other), of("c", other)]).persons;
    assert_eq!((found.len(), found[0].slug.as_str(), found[0].name.as_str()), (1, "sergey-lavrov", other));
    assert_eq!(slugs(&[of("a", other), of("b", one)]), ["sergei-lavrov"], "of equals the first");
}

#[test]
fn where_two_fit_nobody_joins() {
    let senator = |article: &str, name: &str| member(article, name, &["senator"], &[]);
    let three = [senator("a", "John A. Holt"), senator("b", "John B. Holt"), senator("c", "John Holt")];
    assert_eq!(persons(&three), 3);
    assert_eq!(possible(&three), [(Difference::Middle, Doubt::Several); 2]);
    assert_eq!(persons(&[three[0].clone(), three[2].clone()]), 1);
    let short = [senator("a", "Alexander Holt"), senator("b", "Alexandra Holt"), senator("c", "Alex Holt")];
    assert_eq!(persons(&short), 3);
}

#[test]
fn whom_one_article_has_both_of_is_two() {
    let both = [member("a", "Joe Holt", &["senator"], &[]), member("a", "Joseph Holt", &["senator"], &[])];
    assert_eq!((persons(&both), possible(&both)), (2, vec![]));
    let third = [both[0].clone(), both[1].clone(), member("b", "Joey Holt", &["senator"], &[])];
    assert_eq!(persons(&third), 3, "the third may be either");
}

#[test]
fn father_and_son_never_join() {
    let of = |article: &str, name: &str| member(article, name, &["senator"], &["x-y", "v-w"]);
    assert_eq!(possible(&[of("a", "Dan Holt Sr."), of("b", "Dan Holt Jr.")]), []);
    assert_eq!(persons(&[of("a", "Dan Holt Sr."), of("b", "Dan Holt Jr.")]), 2);
    let open = [of("a", "Dan Holt"), of("b", "Dan Holt Jr.")];
    assert_eq!((persons(&open), possible(&open)), (2, vec![(Difference::Generation, Doubt::Untied)]));
}

#[test]
fn one_full_name_of_a_woman_and_a_man_is_two_persons() {
    let of = |article: &str, title: &[&str]| member(article, "Robin Holt", title, &[]);
    let two = [addressed("Ms", of("a", &["mayor"])), addressed("Mr", of("b", &["baker"]))];
    assert_eq!(slugs(&two), ["robin-holt_mr", "robin-holt_ms"]);
    assert_eq!(possible(&two), [(Difference::SameName, Doubt::Gender)]);
    let with = |third: Member| [two[0].clone(), two[1].clone(), third];
    assert_eq!(slugs(&with(of("c", &[]))), ["robin-holt", "robin-holt_mr", "robin-holt_ms"], "who is that?");
    assert_eq!(persons(&with(of("c", &["mayor"]))), 2, "the mayor");
    assert_eq!(slugs(&[two[0].clone(), of("c", &[])]), ["robin-holt"], "nothing speaks against it");
}

#[test]
fn a_slip_of_the_pen_moves_nobody() {
    let of = |article: &str| member(article, "Joseph Holt", &[], &[]);
    let found = settle(&[addressed("Mr", of("a")), addressed("Mrs", of("b")), of("c")]).persons;
    let found: Vec<_> = found.iter().map(|p| (p.slug.as_str(), p.members.len())).collect();
    assert_eq!(found, [("joseph-holt", 2), ("joseph-holt_ms", 1)]);
}

#[test]
fn a_surname_in_other_letters_needs_an_office_that_few_hold() {
    let full = member("a", "Volodymyr Zelensky", &["president of Ukraine"], &["x-y"]);
    assert_eq!(persons(&[full.clone(), member("b", "Zelenskiy", &["president"], &[])]), 1);
    let untied = [full.clone(), member("b", "Zelenskiy", &[], &["x-y"])];
    assert_eq!((persons(&untied), possible(&untied)), (2, vec![(Difference::Surname, Doubt::Untied)]));
}

#[test]
fn who_may_be_very_many_may_be_nobody() {
    let mut all: Vec<Member> =
        ('a'..='z').map(|c| member(&c.to_string(), &format!("John {}. Holt", c.to_uppercase()), &[], &[])).collect();
    all.push(member("aa", "John Holt", &[], &[]));
    assert_eq!((persons(&all), possible(&all)), (27, vec![]));
}

/// 5,000 of one surname: half a second without optimisation is far from what comparing all with all would take.
#[test]
fn a_big_family_is_settled_quickly() {
    let names = ["John", "Jon", "Joe", "Joseph", "J.", "Ann", "Anna", "Bob", "Robert", "Bill"];
    let one = |n: usize| {
        let given = names[n % names.len()];
        let middle = char::from(b'A' + u8::try_from(n / 10 % 26).unwrap());
        let name = match n % 7 {
            0 => "Smith".to_owned(),
            1 | 2 => format!("{given} Smith"),
            3 => format!("{given} {middle}. Smith"),
            _ => format!("{given} {middle}x{n} Smith"),
        };
        let titles = [format!("mayor of Town {}", n % 300), format!("chair of Club {}", n % 500)];
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        member(&format!("article {n}"), &name, &titles, &["x-y", "v-w"])
    };
    let members: Vec<Member> = (0..5000).map(one).collect();
    let found = settle(&members);
    assert_eq!(found.persons.iter().map(|person| person.members.len()).sum::<usize>(), 5000);
}

fn any_member() -> impl Strategy<Value = Member> {
    let name = prop::sample::select(vec![
        "Ann Smith",
        "Bob Smith",
        "Smith",
        "van Smith",
        "Jan van Smith",
        "Änn Smith",
        "Robert Smith",
        "B. Smith",
        "Bob Q. Smith",
        "Robin Smith",
        "Robert Smith Jr.",
        "Smiith",
        "Bob Smiith",
        "R. Q. Smith",
    ]);
    let titles = prop::sample::subsequence(vec!["mayor", "deputy mayor", "chair of the port", "senator"], 0..=2);
    let company = prop::sample::subsequence(vec!["x-y", "v-w"], 0..=1);
    let article = prop::sample::select(vec!["a", "b", "c", "d", "e", "f"]);
    let gender = prop::option::of(prop::sample::select(vec![Gender::Female, Gender::Male]));
    (article, name, titles, company, gender).prop_map(|(article, name, titles, company, gender)| Member {
        gender,
        ..member(article, name, &titles, &company)
    })
}

/// Address, name and members.
type Described = (String, String, Vec<String>);

/// The persons as sets of members, whatever their order was, and who may be one.
fn described(members: &[Member]) -> (Vec<Described>, Vec<PossibleMatch>) {
    let text = |index: &usize| format!("{:?}", members[*index]);
    let sorted = |found: &[usize]| {
        let mut texts: Vec<_> = found.iter().map(text).collect();
        texts.sort();
        texts
    };
    let found = settle(members);
    let persons = found.persons.iter().map(|p| (p.slug.clone(), p.name.clone(), sorted(&p.members)));
    (persons.collect(), found.possible)
}

proptest! {
    #[test]
    fn order_plays_no_part(members in prop::collection::vec(any_member(), 0..16), seed in any::<u64>()) {
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
        let mut seen: Vec<usize> = settle(&members).persons.into_iter().flat_map(|p| p.members).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..members.len()).collect::<Vec<_>>());
    }
}

#[test]
fn two_persons_are_one_possible_match_at_most() {
    let everybody = [
        addressed("Mr", member("a", "Cy Lensky", &["Mayor"], &[])),
        addressed("Ms", member("a", "Cy Lenskiy", &["Mayor"], &[])),
        addressed("Mr", member("b", "Cy Lenskiy", &["Mayor"], &[])),
        addressed("Ms", member("c", "Cy Lensky", &["Chair of the port"], &[])),
    ];
    let pairs: Vec<(usize, usize)> = settle(&everybody).possible.iter().map(|m| (m.one, m.other)).collect();
    let once: std::collections::BTreeSet<_> = pairs.iter().collect();
    assert!(!pairs.is_empty() && pairs.len() == once.len(), "{pairs:?}");
}
