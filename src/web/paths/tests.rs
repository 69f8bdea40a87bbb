//! The addresses as they are spelled, which never change.

use super::*;

/// These addresses are bookmarked and linked to from elsewhere. A line may be added; none may ever change.
#[test]
fn addresses_never_change() {
    let place = ArticlePlace { day: "2022-01-21".into(), id: "abcdefghijkl".into() };
    let none = ArticleFilter::default();
    let day = Some(jiff::civil::date(2022, 1, 21));
    let all = ArticleFilter {
        source: Some("example.org".into()),
        person: Some("x".into()),
        from: day,
        to: day,
        with_statements: true,
    };
    let undated = ArticlePlace { day: String::new(), id: "abcdefghijkl".into() };
    let said = SaidPlace { day: "2022-01-21".into(), article: "abcdefghijkl".into(), position: 7 };
    let by_statements =
        PeopleQuery { order: PeopleOrder::Statements, name: "la v".into(), after: Some("sergei-lavrov".into()) };
    let oldest = SaidQuery { order: SaidOrder::Oldest, from: Some(said.clone()), ..SaidQuery::default() };
    let filter = SaidFilter {
        kind: Some(Kind::Direct),
        year: Some("2022".into()),
        source: Some("example.org".into()),
        about: Some("sergei-lavrov".into()),
        words: Some("gas oil".into()),
    };
    let chosen = SaidQuery { filter, ..SaidQuery::default() };
    let held = [
        (front(), "/"),
        (articles(&none, Some(&place)), "/?before=2022-01-21.abcdefghijkl"),
        (articles(&none, Some(&undated)), "/?before=undated.abcdefghijkl"),
        (articles(&all, None), "/?source=example.org&person=x&from=2022-01-21&to=2022-01-21&statements=only"),
        (articles_of("example.org"), "/?source=example.org"),
        (feed_of(&all), "/feed.atom?source=example.org&person=x&from=2022-01-21&to=2022-01-21&statements=only"),
        (article("abcdefghijkl", "a-title"), "/articles/abcdefghijkl/a-title"),
        (article_by_speaker("abcdefghijkl", "a-title"), "/articles/abcdefghijkl/a-title?view=speakers"),
        (line("abcdefghijkl", "a-title", "k7k7k7k7-2"), "/articles/abcdefghijkl/a-title#k7k7k7k7-2"),
        (article_cite("abcdefghijkl", "gas", "k2a", "ris"), "/articles/abcdefghijkl/gas/cite?line=k2a&format=ris"),
        (article_cite("abcdefghijkl", "a-title", "", ""), "/articles/abcdefghijkl/a-title/cite"),
        (article_cite("abcdefghijkl", "a-title", "", "ris"), "/articles/abcdefghijkl/a-title/cite?format=ris"),
        (article_revision("abcdefghijkl", "a-title", 1), "/articles/abcdefghijkl/a-title?revision=1"),
        (people(), "/people"),
        (people_list(&PeopleQuery::default()), "/people"),
        (people_list(&by_statements), "/people?sort=statements&q=la+v&after=sergei-lavrov"),
        (people_named("de-la-haye_abcdefghijkl"), "/people?q=de+la+haye"),
        (person("sergei-lavrov"), "/people/sergei-lavrov"),
        (person_statements("x", &SaidQuery::default()), "/people/x"),
        (person_statements("x", &oldest), "/people/x?order=oldest&from=2022-01-21.abcdefghijkl.7"),
        (
            person_statements("x", &chosen),
            "/people/x?kind=direct&year=2022&source=example.org&about=sergei-lavrov&words=gas+oil",
        ),
        (person_on("x", "y"), "/people/x?about=y"),
        (
            person_feed_of("x", &chosen.filter),
            "/people/x/feed.atom?kind=direct&year=2022&source=example.org&about=sergei-lavrov&words=gas+oil",
        ),
        (compare(&["x".into(), "y".into()], None), "/compare?people=x,y"),
        (compare(&["x".into(), "y".into()], Some(&said)), "/compare?people=x,y&from=2022-01-21.abcdefghijkl.7"),
        (person_about("x", Some(&said)), "/people/x?view=about&from=2022-01-21.abcdefghijkl.7"),
        (person_articles("x", Some(&place)), "/people/x?view=articles&before=2022-01-21.abcdefghijkl"),
        (asset("0a1b2c", "style.css"), "/static/0a1b2c/style.css"),
        (picture("0a1b2c.png"), "/pictures/0a1b2c.png"),
        (about_reading(), "/about/reading"),
        (about_reading_part("evidence"), "/about/reading#evidence"),
        (feed(), "/feed.atom"),
        (person_feed("sergei-lavrov"), "/people/sergei-lavrov/feed.atom"),
        (reading_settings(""), "/settings/reading"),
        (reading_settings("/people?q=a"), "/settings/reading?back=%2Fpeople%3Fq%3Da"),
        (person_csv("sergei-lavrov"), "/people/sergei-lavrov/statements.csv"),
        (person_json("sergei-lavrov"), "/people/sergei-lavrov/statements.json"),
        (sitemap(), "/sitemap.xml"),
        (sitemap_part(2), "/sitemap.xml?part=2"),
        (ROBOTS.to_owned(), "/robots.txt"),
        (MANIFEST.to_owned(), "/manifest.webmanifest"),
        (search_page(), "/search"),
        (search("gas oil", SearchPart::All, SearchOrder::Newest, None), "/search?q=gas+oil"),
        (
            search("gas", SearchPart::Statements, SearchOrder::Best, Some(7)),
            "/search?q=gas&in=statements&sort=best&before=7",
        ),
        (search("gas", SearchPart::Articles, SearchOrder::Newest, None), "/search?q=gas&in=articles"),
        (SUGGEST.to_owned(), "/search/suggest"),
        (opensearch(), "/opensearch.xml"),
        (SERVICE_WORKER.to_owned(), "/service-worker.js"),
        (OFFLINE.to_owned(), "/offline"),
        (HEALTHZ.to_owned(), "/healthz"),
    ];
    for (spelled, address) in held {
        assert_eq!(spelled, address);
    }
}

#[test]
fn what_readers_typed_is_encoded() {
    let query = PeopleQuery { name: "\"><svg onload=x>&after=y\0".into(), ..PeopleQuery::default() };
    assert_eq!(people_list(&query), "/people?q=%22%3E%3Csvg+onload%3Dx%3E%26after%3Dy%00");
}
