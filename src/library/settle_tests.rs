//! Persons across articles, through the database: whatever the order of loading and settling, the same persons at the
//! same addresses, with the same statements standing for others.

use jiff::Timestamp;
use proptest::prelude::*;
use sqlx::Row;
use tempfile::TempDir;

use crate::domain::{
    Article, CastMember, Evidence, Gender, Kind, Language, Mention, Reading, Source, Span, Speaker, Statement,
    is_full_name,
};
use crate::library::{Reread, load, reread, settle};
use crate::store::{Arrival, Saved, Store};

/// An article and what is to be read in it.
type Piece = (Article, Reading);

async fn database() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("test.db")).await.unwrap();
    (folder, store)
}

async fn save(store: &Store, (article, reading): &Piece) {
    let mut writing = store.write().await.unwrap();
    let (Saved::New(row) | Saved::Revised(row)) =
        writing.save_article(article, Arrival::file("a.txt"), Timestamp::UNIX_EPOCH).await.unwrap()
    else {
        return;
    };
    writing.save_reading(row, &article.id(), reading, 1).await.unwrap();
    writing.commit().await.unwrap();
}

/// Everything about the persons that a reader can see.
async fn persons(store: &Store) -> Vec<String> {
    let query = "select p.slug || ' ' || p.name || ' ' || p.sort_name || ' ' || statement_count || ' ' || article_count || ' ' || report_count
          || ' ' || ifnull(first_on, '-') || ' ' || ifnull(last_on, '-') || ' ' ||
          (select group_concat(a.public_id || c.name || c.own_slug order by a.public_id, c.position)
           from cast_member c join article a using (article_id) where c.person_id = p.person_id) || ' ' ||
          ifnull((select group_concat(a.public_id || s.position || ifnull(' is ' || b.public_id || f.position, '')
              order by a.public_id, s.position)
           from statement s join article a using (article_id) left join said_again g using (statement_id)
             left join statement f on f.statement_id = g.first_id left join article b on b.article_id = f.article_id
           where s.person_id = p.person_id), '-') || ' ' ||
          ifnull((select group_concat(o.slug || m.difference || m.detail || m.doubt order by o.slug)
           from possible_match m join person o on o.person_id = m.other_id where m.one_id = p.person_id), '-')
        from person p order by slug";
    let rows = sqlx::query(query).fetch_all(&store.readers).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

/// What is said in the articles: some of it the same, or nearly.
const SAYINGS: [&str; 4] = [
    "so",
    "the crane was sold for scrap before anybody asked the crew",
    "frankly the old crane was sold for scrap before anybody asked the crew, and it is gone",
    "the crane was not sold for scrap before anybody asked the crew",
];

/// An article in which each of `cast` says one thing.
fn piece(number: usize, cast: Vec<CastMember>) -> Piece {
    let saying = |at: usize| SAYINGS[(number * 3 + at) % SAYINGS.len()];
    let lines: Vec<String> =
        cast.iter().enumerate().map(|(at, member)| format!("{} said {}.", member.name, saying(at))).collect();
    let said = |at: usize| {
        let span = Span::new(0, cast[at].name.len());
        let speaker = Speaker::Person { person: at, line: at, span, evidence: Evidence::Named };
        let words = Span::new(lines[at].len() - 1 - saying(at).len(), lines[at].len() - 1);
        let mention = Mention { line: at, span, person: at };
        (mention, Statement { line: at, kind: Kind::Indirect, words: vec![words], cue: None, speaker })
    };
    let (mentions, statements) = (0..cast.len()).map(said).unzip();
    let day = jiff::civil::date(2024, 1, i8::try_from(number % 28).unwrap() + 1);
    let article = Article {
        title: format!("Article {number}"),
        published_on: (!number.is_multiple_of(5)).then_some(day),
        source: Source::new(&format!("https://example.org/{number}")),
        lines: lines.clone(),
        ..Article::default()
    };
    (article, Reading { language: Some(Language::ENGLISH), persons: cast, mentions, statements })
}

fn any_cast() -> impl Strategy<Value = Vec<CastMember>> {
    let names = vec![
        "Ann Smith",
        "Bob Smith",
        "Bob T. Smith",
        "Cy Lensky",
        "Cy Lenskiy",
        "Lenski",
        "Robert Smith",
        "Robin Smith",
        "Smith",
        "van Smith",
        "Zoë Adler",
        "Adler",
    ];
    let titles = prop::sample::subsequence(vec!["mayor", "deputy mayor", "chair of the port"], 0..=2);
    let gender = prop::option::of(prop::sample::select(vec![Gender::Female, Gender::Male]));
    let traits = prop::collection::vec((titles, gender), 12);
    (prop::sample::subsequence(names, 1..=4), traits).prop_map(|(names, traits)| {
        let member = |(name, (titles, gender)): (&str, (Vec<&str>, Option<Gender>))| CastMember {
            name: name.to_owned(),
            forms: vec![name.to_owned()],
            titles: titles.into_iter().map(str::to_owned).collect(),
            gender,
        };
        names.into_iter().zip(traits).map(member).collect()
    })
}

fn any_pieces() -> impl Strategy<Value = (Vec<Piece>, Vec<Piece>)> {
    prop::collection::vec(any_cast(), 1..8).prop_flat_map(|casts| {
        let pieces: Vec<Piece> = casts.into_iter().enumerate().map(|(n, cast)| piece(n, cast)).collect();
        (Just(pieces.clone()), Just(pieces).prop_shuffle())
    })
}

async fn all_at_once(pieces: &[Piece]) -> Vec<String> {
    let (_folder, store) = database().await;
    for piece in pieces {
        save(&store, piece).await;
    }
    settle(&store).await.unwrap();
    persons(&store).await
}

async fn one_by_one(pieces: &[Piece]) -> Vec<String> {
    let (_folder, store) = database().await;
    for piece in pieces {
        save(&store, piece).await;
        settle(&store).await.unwrap();
    }
    persons(&store).await
}

/// Each article first comes in with what another says, and is then revised.
async fn revised_one_by_one(pieces: &[Piece]) -> Vec<String> {
    let (_folder, store) = database().await;
    for (at, (article, _)) in pieces.iter().enumerate() {
        let (other, reading) = pieces[pieces.len() - 1 - at].clone();
        let draft = Article { title: "Draft".into(), lines: other.lines, ..article.clone() };
        save(&store, &(draft, reading)).await;
        settle(&store).await.unwrap();
    }
    for piece in pieces {
        save(&store, piece).await;
        settle(&store).await.unwrap();
    }
    persons(&store).await
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn order_of_loading_and_settling_plays_no_part((pieces, shuffled) in any_pieces()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let expected = runtime.block_on(all_at_once(&pieces));
        prop_assert_eq!(&runtime.block_on(one_by_one(&pieces)), &expected);
        prop_assert_eq!(&runtime.block_on(one_by_one(&shuffled)), &expected);
        prop_assert_eq!(&runtime.block_on(revised_one_by_one(&shuffled)), &expected);
    }
}

/// When the article is revised whose statement stood for others, another stands for them.
#[tokio::test]
async fn what_stood_for_others_may_go() {
    let (_folder, store) = database().await;
    for number in [3, 7] {
        save(&store, &piece(number, vec![named("Ann Smith", "mayor")])).await;
    }
    settle(&store).await.unwrap();
    let found = persons(&store).await;
    assert!(found[0].contains(" 1 2 2 2024-01-04 2024-01-08") && found[0].contains(" is "), "{found:?}");
    let (article, _) = piece(3, Vec::new());
    let (silent, reading) = piece(4, vec![named("Bob Jones", "baker")]);
    save(&store, &(Article { title: "Changed".into(), lines: silent.lines, ..article }, reading)).await;
    settle(&store).await.unwrap();
    let found = persons(&store).await;
    assert!(found[0].contains(" 1 1 1 2024-01-08") && !found[0].contains(" is "), "{found:?}");
}

fn named(name: &str, title: &str) -> CastMember {
    CastMember { name: name.into(), titles: vec![title.into()], ..CastMember::default() }
}

#[tokio::test]
async fn the_address_of_a_surname_leads_to_whom_it_joined() {
    let (_folder, store) = database().await;
    let short = piece(1, vec![named("Lavrov", "foreign minister")]);
    let own = format!("lavrov_{}", short.0.id());
    save(&store, &short).await;
    settle(&store).await.unwrap();
    assert!(persons(&store).await[0].starts_with(&format!("{own} Lavrov lavrov 1 1 1")));
    save(&store, &piece(2, vec![named("Sergei Lavrov", "Russian foreign minister")])).await;
    settle(&store).await.unwrap();
    let found = persons(&store).await;
    assert!(
        found.len() == 1
            && found[0].starts_with("sergei-lavrov Sergei Lavrov lavrov sergei 2 2 2 2024-01-02 2024-01-03")
    );
    assert!(found[0].contains(&own), "its own address is kept, to redirect");
}

#[tokio::test]
async fn spellings_of_one_surname_are_settled_together_whichever_comes_later() {
    let (_folder, store) = database().await;
    save(&store, &piece(1, vec![named("Cy Lensky", "mayor")])).await;
    settle(&store).await.unwrap();
    save(&store, &piece(2, vec![named("Cy Lenskiy", "mayor of Orrin")])).await;
    settle(&store).await.unwrap();
    let found = persons(&store).await;
    assert!(found.len() == 1 && found[0].starts_with("cy-lenskiy Cy Lenskiy lenskiy cy 2 2 "), "{found:?}");
    assert_eq!(store.successors("cy-lensky").await.unwrap(), ["cy-lenskiy"], "the other address leads there");
}

/// As after an upgrade to new identity rules: keys, persons and matches of the old ones are all made anew.
#[tokio::test]
async fn what_older_rules_have_settled_is_settled_again() {
    let (_folder, store) = database().await;
    save(&store, &piece(1, vec![named("Cy Lensky", "mayor"), named("Ann Smith", "baker")])).await;
    save(&store, &piece(2, vec![named("Cy Lenskiy", "mayor of Orrin"), named("Anne Smith", "poet")])).await;
    settle(&store).await.unwrap();
    let expected = persons(&store).await;
    for change in [
        "update surname_key set key = surname",
        "delete from possible_match",
        "insert into person (slug, name, sort_name, surname) values ('cy-lensky', 'Cy Lensky', 'lensky cy', 'lensky')",
        "update cast_member set person_id = (select max(person_id) from person) where own_slug = 'cy-lensky'",
        "update identity_version set version = 0",
    ] {
        sqlx::query(change).execute(&store.writer).await.unwrap();
    }
    assert_ne!(persons(&store).await, expected);
    settle(&store).await.unwrap();
    assert_eq!(persons(&store).await, expected);
}

#[tokio::test]
async fn who_is_in_no_article_any_more_disappears() {
    let (_folder, store) = database().await;
    let (article, reading) = piece(1, vec![named("Ann Smith", "mayor"), named("Bob Jones", "baker")]);
    save(&store, &(article.clone(), reading)).await;
    settle(&store).await.unwrap();
    let (_, reading) = piece(1, vec![named("Ann Smith", "mayor")]);
    save(&store, &(Article { title: "Changed".into(), ..article }, reading)).await;
    settle(&store).await.unwrap();
    let found = persons(&store).await;
    assert!(found.len() == 1 && found[0].starts_with("ann-smith "), "{found:?}");
}

/// The samples as they come, in the other order, and read again: the same persons with the same statements.
#[tokio::test]
async fn the_samples_give_the_same_persons_in_any_order() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let ((_one, first), (_other, second)) = (database().await, database().await);
    load(&first, &files, Timestamp::UNIX_EPOCH, &mut |_, _| {}).await.unwrap();
    files.reverse();
    for file in files {
        load(&second, &[file], Timestamp::UNIX_EPOCH, &mut |_, _| {}).await.unwrap();
    }
    let expected = persons(&first).await;
    assert!(expected.iter().filter(|person| person.contains(" is ")).count() > 3, "some say the same twice");
    assert!(expected.iter().filter(|person| is_full_name(person)).count() > 20);
    assert_eq!(persons(&second).await, expected);
    reread(&second, Reread::Everything).await.unwrap();
    assert_eq!(persons(&second).await, expected);
    assert_eq!(reread(&second, Reread::Outdated).await.unwrap(), 0);
}
