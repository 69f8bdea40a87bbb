//! `/api/v1`: what programs read. What they add stands in `adding`.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::http::{Answer, ask};
use crate::support::server::{House, Server};

fn get(server: &Server, path: &str) -> Value {
    let answer = server.get(path);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")), "{path}");
    serde_json::from_slice(&answer.body).expect("JSON")
}

/// What stands behind the host of a whole address.
fn path(address: &Value) -> String {
    let address = url::Url::parse(address.as_str().expect("an address")).expect("a whole address");
    address[url::Position::BeforePath..].to_owned()
}

/// All rows of a list, page by page.
fn all(server: &Server, start: &str, rows: &str) -> Vec<Value> {
    let (mut found, mut next) = (Vec::new(), Some(start.to_owned()));
    while let Some(address) = next {
        let mut answer = get(server, &address);
        found.append(answer[rows].as_array_mut().expect("rows"));
        next = Some(&answer["next"]).filter(|next| next.is_string()).map(path);
        assert!(found.len() < 5000, "{start} does not end");
    }
    found
}

fn different<'a>(rows: &'a [Value], key: &str) -> BTreeSet<&'a str> {
    rows.iter().map(|row| row[key].as_str().expect("a text")).collect()
}

#[test]
fn an_article_has_the_reading_that_analyse_writes() {
    let house = House::with_samples();
    let server = house.serve();
    let articles = all(&server, "/api/v1/articles?limit=7", "articles");
    let names = fs::read_dir(house.at("seeds")).expect("the samples").map(|entry| entry.expect("an entry").path());
    let files = names.filter(|name| name.extension().is_some_and(|ending| ending == "txt")).count();
    assert_eq!((articles.len(), different(&articles, "id").len()), (files, files), "each article once");
    let analysed = house.run(&["analyse", "seeds"]).rows();
    let mut people = 0;
    for row in &articles {
        let article = get(&server, &path(&row["whole"]));
        let id = row["id"].as_str().expect("an id");
        // `analyse` names an article of no address or of the seed format by the same permanent id.
        let reading = analysed.iter().find(|reading| reading["id"] == id).expect("its reading");
        assert_eq!(&article["reading"], reading, "{id}");
        assert_eq!(article["title"], row["title"]);
        let settled = article["people"].as_array().expect("people");
        assert_eq!(settled.len(), reading["persons"].as_array().expect("persons").len());
        people += settled.iter().filter(|person| person["slug"].is_string()).count();
        let page = server.get(&path(&article["address"]));
        assert_eq!(page.status, 200);
        for line in article["lines"].as_array().expect("lines") {
            assert!(page.text().contains(&format!("id=\"{}\"", line["key"].as_str().expect("a key"))));
        }
    }
    assert!(people > 50, "{people}");
}

#[test]
fn people_and_what_they_say_are_the_same_as_on_their_pages() {
    let house = House::with_samples();
    let server = house.serve();
    let people = all(&server, "/api/v1/people?limit=9", "people");
    let count = house.ask_database("select count(*) from person");
    assert_eq!((people.len().to_string(), different(&people, "slug").len()), (count, people.len()));
    let names = all(&server, "/api/v1/people?q=carrick&sort=statements", "people");
    assert!(names.iter().any(|row| row["slug"] == "maeve-ocarrick"), "{names:?}");
    let maeve = get(&server, "/api/v1/people/maeve-ocarrick");
    let said = all(&server, &path(&maeve["statements"]), "statements");
    assert_eq!(said.len().to_string(), maeve["statement_count"].to_string());
    assert!(said.iter().all(|row| row["speaker"]["slug"] == "maeve-ocarrick"));
    let page = server.get("/people/maeve-ocarrick").text();
    assert!(page.contains(said[0]["line_address"].as_str().expect("an address").rsplit('/').next().expect("an end")));
}

#[test]
fn statements_are_all_there_once_and_can_be_chosen() {
    let house = House::with_samples();
    let server = house.serve();
    let count = |more: &str| {
        house.ask_database(&format!(
            "select count(*) from statement where again = 0 and speaker_type <> 'unresolved'{more}"
        ))
    };
    let statements = all(&server, "/api/v1/statements?limit=10", "statements");
    assert_eq!(statements.len().to_string(), count(""));
    let key = |row: &Value| format!("{} {}", row["line_address"], row["words"]);
    assert_eq!(statements.iter().map(key).collect::<BTreeSet<_>>().len(), statements.len());
    let direct = all(&server, "/api/v1/statements?kind=direct&limit=10", "statements");
    assert_eq!(direct.len().to_string(), count(" and kind = 'direct'"));
    let site = "courier.example.org";
    let of_site = all(&server, &format!("/api/v1/statements?source={site}&limit=3"), "statements");
    assert_eq!(of_site.len().to_string(), count(&format!(" and site = '{site}'")));
    let year = all(&server, "/api/v1/statements?year=2024&limit=10", "statements");
    assert_eq!(year.len().to_string(), count(" and day like '2024-%'"));
    let about = all(&server, "/api/v1/statements?about=maeve-ocarrick&limit=2", "statements");
    let asked = "select count(distinct s.statement_id) from statement s join said_about b using (statement_id)
        join person p on p.person_id = b.person_id
        where p.slug = 'maeve-ocarrick' and s.again = 0 and s.speaker_type <> 'unresolved'";
    assert_eq!(about.len().to_string(), house.ask_database(asked));
    assert!(about.len() > 1, "{}", about.len());
}

#[test]
fn a_search_finds_what_the_page_finds() {
    let house = House::with_samples();
    let server = house.serve();
    let found = get(&server, "/api/v1/search?q=harbour");
    assert!(!found["statements"].as_array().expect("rows").is_empty());
    assert!(!found["articles"].as_array().expect("rows").is_empty());
    let people = get(&server, "/api/v1/search?q=carrick");
    assert_eq!(people["people"][0]["slug"], "maeve-ocarrick");
    let all_of_it = all(&server, "/api/v1/search?q=harbour&in=statements&limit=100", "statements");
    assert_eq!(all(&server, "/api/v1/search?q=harbour&in=statements&limit=2", "statements"), all_of_it);
    assert!(all_of_it.len() > 2);
    let nothing = get(&server, "/api/v1/search");
    assert_eq!(nothing["statements"].as_array().map(Vec::len), Some(0));
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let house = House::with_samples();
    let server = house.serve();
    let id = house.ask_database("select public_id from article limit 1");
    let paths = ["articles", "people", "people/maeve-ocarrick", "statements", "search?q=a", "openapi.json"];
    for path in paths.map(str::to_owned).into_iter().chain([format!("articles/{id}")]) {
        let path = format!("/api/v1/{path}");
        let tag = server.get(&path).header("etag").expect("a tag").to_owned();
        let again = ask(server.address, "GET", &path, &[("If-None-Match", &tag)]).expect("an answer");
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
}

fn assert_problem(answer: &Answer, status: u16, path: &str) {
    assert_eq!((answer.status, answer.header("content-type")), (status, Some("application/problem+json")), "{path}");
    let problem: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!((problem["status"].as_u64(), &problem["type"]), (Some(status.into()), &Value::from("about:blank")));
    assert!(
        problem["title"].is_string() && problem["detail"].as_str().is_some_and(|text| text.ends_with('.')),
        "{problem}"
    );
    assert!(answer.header("content-security-policy").is_some(), "{path}");
}

#[test]
fn case_13_errors_are_problem_details() {
    let house = House::empty();
    let server = house.serve();
    for (path, status) in [
        ("/api/v1/nope", 404),
        ("/api/", 404),
        ("/api/v1/articles/%3Cscript%3E", 404),
        ("/api/v1/articles/abcdefghijkl", 404),
        ("/api/v1/people/nobody", 404),
        ("/api/v1/people?after=nobody", 404),
        ("/api/v1/statements?person=nobody", 404),
        ("/api/v1/statements?before=%3Cscript%3E", 404),
        ("/api/v1/articles?limit=0", 400),
        ("/api/v1/articles?limit=101", 400),
        ("/api/v1/articles?limit=many", 400),
        ("/api/v1/articles?from=yesterday", 400),
        ("/api/v1/articles?from=", 400),
        ("/api/v1/statements?kind=evil", 400),
        ("/api/v1/statements?words=harbour", 400),
        ("/api/v1/people?sort=%3Cscript%3E", 400),
        ("/api/v1/search?before=-1", 400),
        ("/api/v1/search?in=%00", 400),
    ] {
        assert_problem(&server.get(path), status, path);
    }
    let too_long = format!("/api/v1/search?q={}", "a".repeat(9000));
    assert_problem(&server.get(&too_long), 414, "a long address");
    for method in ["PUT", "DELETE", "PATCH", "TRACE"] {
        assert_problem(&ask(server.address, method, "/api/v1/people", &[]).expect("an answer"), 405, method);
    }
}

#[test]
fn case_23_no_value_breaks_an_answer() {
    let house = House::with_samples();
    let server = house.serve();
    let naughty = [
        "-1",
        "9e99",
        "%00",
        "%ff%fe",
        "'%20OR%201=1--",
        "(select%201)",
        "%22",
        "a*",
        "NEAR(",
        "%F0%9F%92%A9",
        "..%2F..",
        "undated",
        "",
    ];
    for value in naughty {
        for (page, names) in [
            ("articles", vec!["source", "person", "from", "to", "statements", "before", "limit"]),
            ("people", vec!["q", "sort", "after", "limit"]),
            ("statements", vec!["person", "kind", "year", "source", "about", "before", "limit"]),
            ("search", vec!["q", "in", "sort", "before", "limit"]),
        ] {
            for name in names {
                let address = format!("/api/v1/{page}?{name}={value}");
                let status = server.get(&address).status;
                assert!(matches!(status, 200 | 400 | 404), "{address}: {status}");
            }
        }
        assert_eq!(server.get(&format!("/api/v1/people/{value}x")).status, 404);
    }
}

#[test]
fn the_description_names_every_address() {
    let house = House::empty();
    let server = house.serve();
    let contract = get(&server, "/api/v1/openapi.json");
    assert_eq!(contract["openapi"], "3.1.0");
    let paths = contract["paths"].as_object().expect("paths");
    for (path, methods) in paths {
        let real = path.replace("{id}", "abcdefghijkl").replace("{slug}", "nobody");
        for method in methods.as_object().expect("methods").keys() {
            let status = ask(server.address, &method.to_uppercase(), &real, &[]).expect("an answer").status;
            assert_ne!(status, 405, "{method} {path}");
        }
    }
    assert!(paths.len() >= 6, "{paths:?}");
    for (path, methods) in paths {
        let answers = &methods["get"]["responses"];
        assert!(answers.is_null() || answers["401"].is_object() && answers["403"].is_object(), "{path}: {answers}");
    }
    let new = &contract["components"]["schemas"]["NewArticle"];
    assert_eq!(new["anyOf"][0]["required"], serde_json::json!(["url"]), "{new}");
}
