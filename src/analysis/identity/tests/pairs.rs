//! Pairs of people as news has them, each in an article of their own: who must stay two, who must be one. All invented.

use super::{addressed, member, persons};

/// A person in an article, as `name; title; company`, the last two of several parts by commas.
fn someone(article: &str, text: &str) -> crate::domain::Member {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap();
    let mut list = || parts.next().unwrap_or_default().split(',').map(str::trim).filter(|t| !t.is_empty()).collect();
    let (titles, company): (Vec<&str>, Vec<&str>) = (list(), list());
    match name.split_once(' ') {
        Some((address @ ("Mr" | "Mrs" | "Ms"), name)) => addressed(address, member(article, name, &titles, &company)),
        _ => member(article, name, &titles, &company),
    }
}

fn is_one(one: &str, other: &str) -> bool {
    persons(&[someone("a", one), someone("b", other)]) == 1
}

/// They share an office or company wherever that makes it harder.
const TWO: [(&str, &str); 64] = [
    // Fathers and sons.
    ("Daniel Brack Sr.; senator", "Daniel Brack Jr.; senator"),
    ("Daniel Brack; senator", "Daniel Brack Jr.; senator"),
    ("Daniel Brack; ; ann-lee, bo-orr", "Daniel Brack Jr; ; ann-lee, bo-orr"),
    ("Daniel Brack II; mayor of Orrin", "Daniel Brack III; mayor of Orrin"),
    ("Daniel J. Brack; mayor", "Daniel M. Brack; mayor"),
    ("Danny Brack; mayor", "Daniel Brack Jr.; mayor"),
    ("D. J. Brack; mayor", "D. M. Brack; mayor"),
    ("George H. W. Brack; president", "George W. Brack; president"),
    ("George W. Brack; president", "George W. H. Brack; president"),
    ("Rafael Edward Brack; ; ann-lee, bo-orr", "Rafael Brack; ; ann-lee, bo-orr, edward-brack"),
    // Brothers and sisters, and others of one surname and similar given names.
    ("Jan Novak; mayor of Orrin", "Jana Novak; mayor of Orrin"),
    ("Alexander Holt; senator", "Alexandra Holt; senator"),
    ("Christian Holt; senator", "Christine Holt; senator"),
    ("Christian Holt; senator", "Christina Holt; senator"),
    ("Francis Holt; senator", "Frances Holt; senator"),
    ("Mario Conti; senator", "Maria Conti; senator"),
    ("Daniel Conti; senator", "Daniela Conti; senator"),
    ("Gabriel Conti; senator", "Gabrielle Conti; senator"),
    ("Eric Holt; senator", "Erica Holt; senator"),
    ("Martin Holt; senator", "Martina Holt; senator"),
    ("Andre Holt; senator", "Andrea Holt; senator"),
    ("Karim Nasser; senator", "Karima Nasser; senator"),
    ("Joe Holt; senator", "Jo Holt; senator"),
    ("Joey Holt; senator", "Joy Holt; senator"),
    ("Tony Holt; senator", "Toni Holt; senator"),
    ("Terry Holt; senator", "Terri Holt; senator"),
    ("Kay Holt; senator", "Kai Holt; senator"),
    ("Joan Holt; senator", "John Holt; senator"),
    ("Jean Holt; senator", "Joan Holt; senator"),
    ("Ivan Petrov; senator", "Ivana Petrov; senator"),
    ("Oleg Petrov; senator", "Olga Petrov; senator"),
    ("Michael Nowak; senator", "Michal Nowak; senator"),
    ("Hassan Nasser; minister", "Hussein Nasser; minister"),
    ("Ahmad Nasser; minister", "Mahmud Nasser; minister"),
    ("Robert Holt; senator", "Rupert Holt; senator"),
    ("Harry Holt; senator", "Larry Holt; senator"),
    ("William Holt; senator", "Wilma Holt; senator"),
    ("Edward Holt; senator", "Edmund Holt; senator"),
    ("Jean-Marc Dubois; senator", "Jean Dubois; senator"),
    ("Jean-Marc Dubois; senator", "Jean-Luc Dubois; senator"),
    ("Min-jun Kim; senator", "Min-seo Kim; senator"),
    // Couples.
    ("Mr Robin Holt; mayor", "Ms Robin Holt; mayor"),
    ("Mr John Holt", "Mrs John Holt"),
    ("Mr R. Holt; mayor", "Mrs Robin Holt; mayor"),
    ("Volodymyr Dorenko; president", "Olena Dorenko; president"),
    ("Mr Holt; mayor", "Mrs Robin Holt; mayor"),
    // Namesakes.
    ("John Holt; footballer", "Jon Holt; senator"),
    ("Robert Holt; taxi driver", "Bob Holt; taxi driver"),
    ("Robert Holt; director", "Bob Holt; director of the Orrin Museum"),
    ("Robert Holt; chief executive of Acme", "Bob Holt; chief executive of Tern Line"),
    ("Robert Holt; deputy mayor", "Bob Holt; mayor"),
    ("Robert Holt; police officer; ann-lee, bo-orr", "Bob Holt; nurse; ann-lee, bo-orr"),
    ("Muhammad Ali Nasser; minister", "Muhammad Omar Nasser; minister"),
    ("Sergei Ivanov; driver; vladimir-orlov", "Sergey Ivanov; ; vladimir-orlov"),
    ("J. Holt; baker; ann-lee, bo-orr", "John Holt; ; ann-lee, bo-orr"),
    ("John Holt", "Jon Holt"),
    // Surnames that only look alike.
    ("David Lee; senator", "David Li; senator"),
    ("Michael Cramer; senator", "Michael Kramer; senator"),
    ("Anna Gates; senator", "Anna Kates; senator"),
    ("Jan Smith; senator", "Jan van Smith; senator"),
    ("Ann Smith; senator", "Ann Smith-Jones; senator"),
    ("Ann Jones; senator", "Ann Smith-Jones; senator"),
    ("Omar bin Nasser; minister", "Omar Nasser; minister"),
    ("Ivan Petrov; senator", "Ivan Petrova; senator"),
];

const ONE: [(&str, &str); 24] = [
    ("Sergei Lavin; Russian foreign minister", "Sergey Lavin; foreign minister"),
    ("Volodymyr Dorensky; president of Ukraine", "Volodymyr Dorenskyy; president"),
    ("Volodymyr Dorenskiy; president", "Volodymyr Dorenski; Ukrainian president"),
    ("Muhammad Nasser; prime minister", "Mohamed Nasser; prime minister"),
    ("Muammar Qazafi; Libyan leader", "Moammar Gazafi; leader of the Libyan government"),
    ("Yevgeny Orlov; governor of Tver", "Evgeni Orlov; governor"),
    ("Mikhail Orlov; senator", "Mihail Orloff; senator"),
    ("Joseph Brack; senator", "Joe Brack; senator"),
    ("Joseph R. Brack; US president", "Joe Brack; president"),
    ("William Brack; governor of Ohio", "Bill Brack; governor"),
    ("Robert Brack; director of the Orrin Museum", "Bob Brack; Orrin Museum director"),
    ("John F. Brack; senator", "John Brack; senator"),
    ("John F. Brack; senator", "John Fitzgerald Brack; senator"),
    ("J. F. Brack; senator", "John F. Brack; senator"),
    ("J.F. Brack; senator", "J. F. Brack; plumber"),
    ("Bashar al-Nasser; Syrian president", "Bashar Nasser; president"),
    ("Abdul Rahman Nasser; minister", "Abdulrahman Nasser; minister"),
    ("Jürgen Müller; chancellor", "Juergen Mueller; chancellor"),
    ("Jean-Marc Dubois; senator", "Jean Marc Dubois; plumber"),
    ("José Muñoz; plumber", "Jose Munoz; senator"),
    ("Ann Smith-Jones; senator", "Ann Smith Jones; plumber"),
    ("Joe Brack; ; ann-lee, bo-orr", "Joseph Brack; baker; ann-lee, bo-orr"),
    ("Sergey Lavin; driver; ann-lee, bo-orr", "Sergei Lavin; ; ann-lee, bo-orr, cy-poe"),
    ("Lavin; foreign minister", "Sergei Lavin; Russian foreign minister"),
];

#[test]
fn two_stay_two() {
    let joined: Vec<_> = TWO.iter().filter(|(one, other)| is_one(one, other) || is_one(other, one)).collect();
    assert!(joined.is_empty(), "{joined:#?}");
}

#[test]
fn one_is_one() {
    let apart: Vec<_> = ONE.iter().filter(|(one, other)| !is_one(one, other) || !is_one(other, one)).collect();
    assert!(apart.is_empty(), "{apart:#?}");
}

/// Whoever else is around, a pair that must stay two is never joined through a third.
#[test]
fn two_stay_two_beside_all_others() {
    for (one, other) in TWO {
        let pair = [someone("a", one), someone("b", other)];
        for (n, (third, _)) in TWO.iter().chain(&ONE).enumerate() {
            let third = someone(&format!("c{n}"), third);
            let all = [pair[0].clone(), pair[1].clone(), third];
            let found = super::settle(&all).persons;
            let both = |members: &[usize]| members.contains(&0) && members.contains(&1);
            assert!(!found.iter().any(|person| both(&person.members)), "{one} and {other}, beside {:?}", all[2]);
        }
    }
}
