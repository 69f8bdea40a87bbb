//! `/login` and `/logout`. Cases 16, 18, 21, 22 and 25.

use crate::support::accounts::{PASSWORD, Visitor, cookie, sign_in};
use crate::support::http::{ask, post};
use crate::support::server::{House, Server};

fn behind_https(house: &House) -> Server {
    Server::start(house.command(&["--listen", "127.0.0.1:0", "--base-url", "https://reading.example.org"]))
}

#[test]
fn whoever_signs_in_comes_to_the_page_they_wanted() {
    let house = House::with_people();
    let server = house.serve();
    let led = server.get("/people?q=ada");
    assert_eq!((led.status, led.header("location")), (303, Some("/login?next=%2Fpeople%3Fq%3Dada")));
    let form = server.get("/login?next=%2Fpeople%3Fq%3Dada");
    assert_eq!((form.status, form.header("cache-control")), (200, Some("no-store")));
    assert!(form.text().contains("name=\"next\" value=\"/people?q=ada\""), "{}", form.text());
    let answer = sign_in(&server, "ANNA", PASSWORD, &[]);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/people")));
    let anna = Visitor::sign_in(&server, "anna");
    assert!(anna.get("/").text().contains("<bdi>anna</bdi>"));
    assert_eq!(anna.get("/login?next=/people").header("location"), Some("/people"));
}

#[test]
fn case_21_wrong_names_and_wrong_passwords_get_the_same_answer() {
    let house = House::with_people();
    let server = house.serve();
    let wrong = sign_in(&server, "anna", "not her password", &[]);
    let unknown = sign_in(&server, "nobody", "not her password", &[]);
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(wrong.text().replace("anna", "nobody"), unknown.text());
    assert!(wrong.text().contains("role=\"alert\"") && wrong.header("set-cookie").is_none());
    assert!(!wrong.text().contains("not her password"));
    assert_eq!(
        house.ask_database("select group_concat(about) from audit where deed = 'sign-in failed'"),
        "anna,a name that nobody has"
    );
}

#[test]
fn case_21_after_five_in_a_minute_an_address_waits_and_others_do_not() {
    let house = House::with_people();
    let server = Server::start(house.command(&["--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1"]));
    let from = |address: &'static str| [("X-Forwarded-For", address)];
    let statuses: Vec<u16> = (0..50).map(|_| sign_in(&server, "anna", "wrong", &from("192.0.2.1")).status).collect();
    assert_eq!(statuses.iter().filter(|&&status| status == 422).count(), 5, "{statuses:?}");
    assert!(statuses[5..].iter().all(|&status| status == 429), "{statuses:?}");
    let refused = sign_in(&server, "anna", PASSWORD, &from("192.0.2.1"));
    assert_eq!(refused.status, 429, "the right one waits too, or it would be told from wrong ones");
    let wait: u64 = refused.header("retry-after").and_then(|value| value.parse().ok()).expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
    assert!(refused.text().contains("too many attempts"));
    assert_eq!(sign_in(&server, "anna", PASSWORD, &from("192.0.2.2")).status, 303);
    assert_eq!(house.ask_database("select count(*) from audit where deed = 'sign-in failed'"), "5");
}

#[test]
fn case_21_ten_an_hour_may_try_one_name_and_who_was_here_before_may_still() {
    let house = House::with_people();
    let server = Server::start(house.command(&["--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1"]));
    let try_from =
        |address: &str, password: &str| sign_in(&server, "anna", password, &[("X-Forwarded-For", address)]).status;
    assert_eq!(try_from("192.0.2.77", PASSWORD), 303);
    let statuses: Vec<u16> = (0..12).map(|n| try_from(&format!("192.0.2.{n}"), "wrong")).collect();
    assert_eq!((statuses[..10].iter().all(|&status| status == 422), &statuses[10..]), (true, &[429, 429][..]));
    assert_eq!(try_from("192.0.2.99", PASSWORD), 429);
    assert_eq!(try_from("192.0.2.77", PASSWORD), 303, "from where she is signed in");
}

#[test]
fn case_22_the_cookie_has_its_flags_and_only_its_hash_is_kept() {
    let house = House::with_people();
    let server = behind_https(&house);
    let answer = sign_in(&server, "anna", PASSWORD, &[("Origin", "https://reading.example.org")]);
    let line = answer.header("set-cookie").expect("a cookie").to_owned();
    let (pair, flags) = line.split_once(';').expect("flags");
    assert_eq!(flags, " Path=/; Max-Age=7776000; SameSite=Lax; HttpOnly; Secure");
    let secret = pair.strip_prefix("__Host-session=").expect("the name");
    assert!(secret.len() >= 43, "256 bits: {secret}");
    let hash = house.ask_database("select lower(hex(token_hash)) from session");
    let expected = <sha2::Sha256 as sha2::Digest>::digest(secret.as_bytes());
    assert_eq!(hash, data_encoding::HEXLOWER.encode(&expected));
    let kept = std::fs::read(house.at("onrecord.db")).expect("the database");
    let log = std::fs::read(house.at("onrecord.db-wal")).expect("its log");
    for file in [kept, log] {
        assert!(!file.windows(secret.len()).any(|part| part == secret.as_bytes()), "the secret is in the file");
    }
}

#[test]
fn case_22_each_sign_in_makes_a_new_session_and_the_old_one_ends() {
    let house = House::with_people();
    let server = house.serve();
    let planted = format!("session={}", "a".repeat(43));
    assert_eq!(ask(server.address, "GET", "/", &[("Cookie", &planted)]).expect("an answer").status, 303);
    let first = sign_in(&server, "anna", PASSWORD, &[("Cookie", &planted)]);
    assert_ne!(cookie(&first), planted);
    assert_eq!(ask(server.address, "GET", "/", &[("Cookie", &planted)]).expect("an answer").status, 303);
    let first = cookie(&first);
    let second = cookie(&sign_in(&server, "anna", PASSWORD, &[("Cookie", &first)]));
    assert_ne!(first, second);
    let status = |cookie: &str| ask(server.address, "GET", "/", &[("Cookie", cookie)]).expect("an answer").status;
    assert_eq!((status(&first), status(&second)), (303, 200));
}

#[test]
fn case_22_signing_out_ends_the_session_here_and_clears_the_browser() {
    let house = House::with_people();
    let server = house.serve();
    let anna = Visitor::sign_in(&server, "anna");
    let other = Visitor::sign_in(&server, "anna");
    let answer = anna.post("/logout", &[]);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
    assert_eq!(answer.header("set-cookie"), Some("session=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly"));
    assert_eq!(answer.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert_eq!((anna.get("/").status, other.get("/").status), (303, 200));
    assert_eq!(ask(server.address, "GET", "/logout", &[("Cookie", &other.cookie)]).expect("an answer").status, 405);
    assert_eq!(other.get("/").status, 200, "reading signs nobody out");
    assert_eq!(post(server.address, "/logout", &[], &[]).status, 303, "a guest may sign out too");
}

#[test]
fn case_22_sessions_end_by_themselves() {
    let house = House::with_people();
    let server = house.serve();
    let days = |days: &str| format!("strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '{days} days')");
    for (begun, seen, status) in
        [("-89", "-29", 200), ("-89", "-31", 303), ("-91", "-1", 303), ("+0.5", "0", 200), ("+400", "+400", 303)]
    {
        let anna = Visitor::sign_in(&server, "anna");
        house.change_database(&format!("update session set created_at = {}, seen_at = {}", days(begun), days(seen)));
        assert_eq!(anna.get("/").status, status, "begun {begun}, seen {seen} days from now");
    }
}

#[test]
fn case_18_signing_in_leads_to_no_other_house() {
    let house = House::with_people();
    let server = house.serve();
    let anna = Visitor::sign_in(&server, "anna");
    for next in [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example",
        "/\t/evil.example",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\r\nSet-Cookie: x=y",
        "/.//evil.example",
        "///evil.example/%2f..",
    ] {
        let encoded: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let form = server.get(&format!("/login?next={encoded}")).text();
        let fields = [("name", "anna"), ("password", PASSWORD), ("next", next)];
        let signed_in = post(server.address, "/login", &[], &fields);
        let already = anna.get(&format!("/login?next={encoded}"));
        for answer in [&signed_in, &already] {
            let location = answer.header("location").expect("a way on");
            let fine = location == "/" || location == "/%09/evil.example";
            assert!(answer.status == 303 && fine, "{next:?} leads to {location}");
        }
        assert!(signed_in.header("set-cookie").is_some_and(|cookie| cookie.starts_with("session=")));
        assert!(form.contains("name=\"next\" value=\"/\"") || form.contains("value=\"/%09/evil.example\""), "{next:?}");
    }
}

#[test]
fn case_16_forms_of_other_sites_are_refused() {
    let house = House::with_people();
    let server = behind_https(&house);
    let anna = cookie(&sign_in(&server, "anna", PASSWORD, &[("Host", "reading.example.org")]));
    let changed = || {
        house.ask_database("select group_concat(session_id || seen_at) || (select count(*) from audit) from session")
    };
    let before = changed();
    let foreign: [&[(&str, &str)]; 5] = [
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")],
        &[("Sec-Fetch-Site", "same-site"), ("Origin", "https://other.example.org")],
        &[("Origin", "https://evil.example")],
        &[("Origin", "null")],
        &[("Origin", "http://reading.example.org.evil.example")],
    ];
    for headers in foreign {
        let headers = [headers, &[("Cookie", anna.as_str())]].concat();
        for path in ["/login", "/logout", "/settings/reading"] {
            let answer = post(server.address, path, &headers, &[("name", "anna"), ("password", PASSWORD)]);
            assert_eq!((answer.status, answer.header("set-cookie")), (403, None), "{path} {headers:?}");
            assert!(answer.text().contains("another site"), "{path}");
        }
    }
    assert_eq!(changed(), before);
    // A proxy that asks for another host than the reader did.
    let own = [("Sec-Fetch-Site", "same-origin"), ("Origin", "https://reading.example.org"), ("Host", "127.0.0.1")];
    assert_eq!(sign_in(&server, "anna", PASSWORD, &own).status, 303);
    assert_eq!(sign_in(&server, "anna", PASSWORD, &own[1..]).status, 303, "an old browser");
    assert_eq!(sign_in(&server, "anna", PASSWORD, &[]).status, 303, "no browser");
}

#[test]
fn case_25_what_strangers_type_is_one_short_line_of_the_log_without_secrets() {
    let house = House::with_people();
    let mut command = house.command(&["--listen", "127.0.0.1:0", "--log", "debug"]);
    command.env_remove("ONRECORD_LOG");
    let server = Server::start(command);
    let anna = Visitor::sign_in(&server, "anna");
    let nasty =
        format!("forged as\r\n2026-01-01T00:00:00Z  INFO anna signed in\u{1b}[31m\u{9b}{}", "x".repeat(100_000));
    let agent = format!("\t\u{85}{}", "y".repeat(60_000));
    assert_eq!(sign_in(&server, &nasty, "swordfish-swordfish", &[("User-Agent", &agent)]).status, 422);
    anna.get("/people?q=%0d%0aforged%1b[31m");
    let secret = anna.cookie.split_once('=').expect("a value").1.to_owned();
    let (ran, _) = server.stop();
    assert!(ran.err.contains("a sign-in failed"), "{}", ran.err);
    for line in ran.err.lines() {
        assert!(line.chars().count() < 10_000, "{} letters", line.chars().count());
        assert!(!line.contains(|c: char| c.is_control() && c != '\t'), "{line:?}");
        assert!(!line.starts_with("2026-01-01") && !line.starts_with("forged"), "{line}");
        for hidden in [PASSWORD, "swordfish-swordfish", &secret, "forged as", "xxxx"] {
            assert!(!line.contains(hidden), "{line}");
        }
        assert!(line.matches('x').count() < 1_000 && line.matches('y').count() < 1_000, "{line}");
    }
}
