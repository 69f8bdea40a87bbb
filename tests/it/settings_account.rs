//! `/settings`: name, password, sessions, tokens and second factor of one's own. Cases 16, 17, 21 and 22.

use crate::support::accounts::{PASSWORD, Visitor, cookie, sign_in};
use crate::support::http::{Answer, ask, post};
use crate::support::server::{House, Server};

const OTHER: &str = "another fine password";

fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").expect("a way on")
}

/// The secret of a token that was just made.
fn secret(answer: &Answer) -> String {
    let text = answer.text();
    let (_, rest) = text.split_once("<code>onr_").expect("a token");
    format!("onr_{}", rest.split('<').next().expect("its end"))
}

fn with_token(server: &Server, path: &str, token: &str) -> Answer {
    ask(server.address, "GET", path, &[("Authorization", &format!("Bearer {token}"))]).expect("an answer")
}

#[test]
fn guests_are_led_to_sign_in_and_programs_are_refused() {
    let house = House::with_people();
    let server = house.serve();
    let rea = Visitor::sign_in(&server, "rea");
    let token = secret(&rea.post("/settings/tokens", &[("name", "x"), ("read", "yes")]));
    for path in ["/settings", "/settings/second-factor", "/settings/users", "/settings/instance", "/settings/audit"] {
        let guest = server.get(path);
        let encoded: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
        assert_eq!(location(&guest), format!("/login?next={encoded}"));
        assert_eq!(with_token(&server, path, &token).status, 403, "{path}");
        let page = Visitor::sign_in(&server, "anna").get(path);
        assert_eq!((page.status, page.header("cache-control")), (200, Some("no-store")), "{path}");
        assert_eq!(page.header("etag"), None, "{path}");
    }
}

#[test]
fn a_reader_decides_nothing_about_the_house_and_an_editor_neither() {
    let house = House::with_people();
    let server = house.serve();
    for name in ["rea", "ed"] {
        let visitor = Visitor::sign_in(&server, name);
        assert!(!visitor.get("/settings").text().contains("/settings/users"), "nothing is offered that is refused");
        for path in [
            "/settings/users",
            "/settings/users/anna",
            "/settings/users/nobody",
            "/settings/instance",
            "/settings/audit",
        ] {
            assert_eq!(visitor.get(path).status, 403, "{name} {path}");
        }
        for (path, fields) in [
            ("/settings/users", vec![("name", "eve"), ("role", "owner"), ("password", OTHER), ("again", OTHER)]),
            ("/settings/users/rea", vec![("change", "role"), ("role", "owner")]),
            ("/settings/users/ed", vec![("change", "role"), ("role", "owner")]),
            ("/settings/users/anna", vec![("change", "password"), ("password", OTHER), ("again", OTHER)]),
            ("/settings/users/anna", vec![("change", "remove")]),
            ("/settings/instance", vec![("visibility", "public")]),
        ] {
            assert_eq!(visitor.post(path, &fields).status, 403, "{name} {path}");
        }
        // A form with more fields than it has changes no more than it can.
        visitor.post("/settings", &[("shown_name", "Me"), ("role", "owner"), ("user_id", "1")]);
    }
    assert_eq!(
        house.ask_database("select group_concat(name || ' ' || role) from user"),
        "anna owner,ed editor,rea reader"
    );
    assert_eq!(house.ask_database("select visibility from instance"), "private");
}

#[test]
fn a_name_is_changed_and_shown_everywhere_at_once() {
    let house = House::with_people();
    let server = house.serve();
    let rea = Visitor::sign_in(&server, "rea");
    let before = rea.get("/").header("etag").expect("a tag").to_owned();
    assert_eq!(location(&rea.post("/settings", &[("shown_name", "  Rea  <b>Marsh</b> ")])), "/settings?done=name");
    let page = rea.get("/");
    assert!(page.text().contains("<bdi>Rea &#60;b&#62;Marsh&#60;/b&#62;</bdi>"), "{}", page.text());
    assert_ne!(page.header("etag"), Some(before.as_str()));
    assert!(rea.get("/settings?done=name").text().contains("role=\"status\">Your name is changed."));
    assert!(!rea.get("/settings?done=<script>").text().contains("role=\"status\""));
    for wrong in ["", "   ", &"x".repeat(61)] {
        let answer = rea.post("/settings", &[("shown_name", wrong)]);
        assert_eq!(answer.status, 422, "{wrong:?}");
        assert!(answer.text().contains("aria-describedby=\"shown-name-fault\""));
    }
}

#[test]
fn case_22_another_password_ends_the_other_sessions_and_keeps_this_one() {
    let house = House::with_people();
    let server = house.serve();
    let (here, there) = (Visitor::sign_in(&server, "rea"), Visitor::sign_in(&server, "rea"));
    let change = |old: &str, new: &str, again: &str| {
        here.post("/settings/password", &[("old", old), ("password", new), ("again", again)])
    };
    for (old, new, again, said) in [
        ("not it", OTHER, OTHER, "id=\"old-fault\">This is not your password."),
        (PASSWORD, "short", "short", "id=\"password-fault\">A password has at least 10"),
        (PASSWORD, OTHER, PASSWORD, "id=\"password-fault\">The two passwords"),
    ] {
        let answer = change(old, new, again);
        assert_eq!(answer.status, 422, "{said}");
        assert!(answer.text().contains(said), "{}", answer.text());
        for typed in [old, new] {
            assert!(!answer.text().contains(&format!("\"{typed}\"")), "no password comes back");
        }
    }
    assert_eq!(there.get("/").status, 200);
    assert_eq!(location(&change(PASSWORD, OTHER, OTHER)), "/settings?done=password");
    assert_eq!((here.get("/").status, there.get("/").status), (200, 303));
    assert_eq!((sign_in(&server, "rea", PASSWORD, &[]).status, sign_in(&server, "rea", OTHER, &[]).status), (422, 303));
}

#[test]
fn case_21_an_open_browser_does_not_let_anybody_try_passwords_for_long() {
    let house = House::with_people();
    let server = house.serve();
    let rea = Visitor::sign_in(&server, "rea");
    let fields = [("old", "guess"), ("password", OTHER), ("again", OTHER)];
    let answers: Vec<Answer> = (0..7).map(|_| rea.post("/settings/password", &fields)).collect();
    assert!(answers[..5].iter().all(|answer| answer.text().contains("This is not your password")));
    assert!(answers[5..].iter().all(|answer| answer.text().contains("too many attempts")));
}

#[test]
fn sessions_are_listed_and_ended() {
    let house = House::with_people();
    let server = house.serve();
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let there = cookie(&sign_in(&server, "rea", PASSWORD, &[("User-Agent", firefox)]));
    let rea = Visitor::sign_in(&server, "rea");
    let page = rea.get("/settings").text();
    assert!(page.contains("<strong>Firefox on Linux</strong>") && page.contains("this one"), "{page}");
    let id = house.ask_database("select session_id from session where browser like '%Firefox%'");
    assert_eq!(location(&rea.post("/settings/sessions", &[("session", &id)])), "/settings?done=sessions");
    assert_eq!(ask(server.address, "GET", "/", &[("Cookie", &there)]).expect("an answer").status, 303);
    let others: Vec<Visitor> = (0..3).map(|_| Visitor::sign_in(&server, "rea")).collect();
    let anna = Visitor::sign_in(&server, "anna");
    assert_eq!(location(&rea.post("/settings/sessions", &[("session", "others")])), "/settings?done=ended");
    assert!(others.iter().all(|other| other.get("/").status == 303));
    assert_eq!((rea.get("/").status, anna.get("/").status), (200, 200));
}

#[test]
fn case_17_what_is_somebody_elses_is_as_if_it_were_not_there() {
    let house = House::with_people();
    let server = house.serve();
    let (anna, rea) = (Visitor::sign_in(&server, "anna"), Visitor::sign_in(&server, "rea"));
    let token = secret(&anna.post("/settings/tokens", &[("name", "hers"), ("read", "yes")]));
    let id = |sql: &str| house.ask_database(sql);
    let session = id("select session_id from session join user using (user_id) where name = 'anna'");
    let token_id = id("select token_id from token");
    for (path, field, hers) in
        [("/settings/sessions", "session", &session), ("/settings/tokens/revoke", "token", &token_id)]
    {
        let missing = rea.post(path, &[(field, "999999")]);
        for value in [hers.as_str(), "999999", "0", "-1", "", "x", "1 or 1=1", "9223372036854775808"] {
            let answer = rea.post(path, &[(field, value)]);
            assert_eq!((answer.status, &answer.body), (404, &missing.body), "{path} {value}");
        }
    }
    assert_eq!(anna.get("/").status, 200);
    assert_eq!(with_token(&server, "/", &token).status, 200);
    assert!(!rea.get("/settings").text().contains("hers"));
}

#[test]
fn a_token_is_shown_once_and_lets_a_program_read() {
    let house = House::with_people();
    let server = house.serve();
    let rea = Visitor::sign_in(&server, "rea");
    let made = rea.post("/settings/tokens", &[("name", "Feed reader"), ("read", "yes")]);
    assert_eq!((made.status, made.header("cache-control")), (200, Some("no-store")));
    let token = secret(&made);
    assert!(!rea.get("/settings").text().contains(&token));
    assert!(rea.get("/settings").text().contains("never used"));
    for path in ["/", "/people", "/feed.atom", "/people/ada-quill/statements.json"] {
        let answer = with_token(&server, path, &token);
        assert_eq!((answer.status, answer.header("cache-control")), (200, Some("private, no-cache")), "{path}");
    }
    let basic = |pair: &str| format!("Basic {}", data_encoding::BASE64.encode(pair.as_bytes()));
    let with_basic = |path: &str, pair: &str| {
        ask(server.address, "GET", path, &[("Authorization", &basic(pair))]).expect("an answer")
    };
    for path in ["/feed.atom", "/people/ada-quill/feed.atom"] {
        assert_eq!(with_basic(path, &format!("rea:{token}")).status, 200, "{path}");
        assert_eq!(with_basic(path, &format!(":{token}")).status, 200, "any name: {path}");
        let wrong = with_basic(path, &format!("rea:{PASSWORD}"));
        assert_eq!(wrong.status, 401, "{path}");
        assert!(wrong.header("www-authenticate").is_some_and(|value| value.starts_with("Basic realm=")));
    }
    assert_eq!(with_basic("/", &format!("rea:{token}")).status, 303, "for feeds alone");
    assert!(!rea.get("/settings").text().contains("never used"));
    let id = house.ask_database("select token_id from token");
    assert_eq!(location(&rea.post("/settings/tokens/revoke", &[("token", &id)])), "/settings?done=token");
    assert_eq!(with_token(&server, "/feed.atom", &token).status, 401);
}

#[test]
fn tokens_allow_what_they_are_for_and_never_more_than_their_owner_may() {
    let house = House::with_people();
    let server = house.serve();
    let (ed, rea) = (Visitor::sign_in(&server, "ed"), Visitor::sign_in(&server, "rea"));
    for fields in [vec![("name", "none")], vec![("name", ""), ("read", "yes")], vec![("read", "yes")]] {
        let answer = ed.post("/settings/tokens", &fields);
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(answer.text().contains("id=\"token-fault\""));
    }
    assert_eq!(rea.post("/settings/tokens", &[("name", "x"), ("add", "yes")]).status, 422, "readers add nothing");
    let adds = secret(&ed.post("/settings/tokens", &[("name", "adds"), ("add", "yes")]));
    let refused = with_token(&server, "/", &adds);
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("not for reading"));
    for wrong in ["", "onr_", "onr_guess", &adds[..adds.len() - 1], &adds.to_lowercase()] {
        assert_eq!(with_token(&server, "/feed.atom", wrong).status, 401, "{wrong}");
    }
    // A token beside a cookie is judged by the token.
    let both = [("Cookie", ed.cookie.as_str()), ("Authorization", &format!("Bearer {adds}"))];
    assert_eq!(ask(server.address, "GET", "/", &both).expect("an answer").status, 403);
}

/// The code that a phone with this secret shows now, or some steps from now.
fn code(secret: &str, steps: i64) -> String {
    use hmac::{KeyInit, Mac};
    let key = data_encoding::BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes()).expect("a secret");
    let now = std::time::UNIX_EPOCH.elapsed().expect("a time").as_secs();
    let step = i64::try_from(now / 30).expect("a step") + steps;
    let mut mac = hmac::Hmac::<sha1::Sha1>::new_from_slice(&key).expect("a key");
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 15);
    let number = u32::from_be_bytes(digest[at..at + 4].try_into().expect("four bytes")) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).expect("both marks").0
}

#[test]
fn a_second_factor_is_asked_for_once_it_is_on() {
    let house = House::with_people();
    let server = Server::start(house.command(&["--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1"]));
    let rea = Visitor::sign_in(&server, "rea");
    let page = rea.get("/settings/second-factor").text();
    let secret = between(&page, "<code class=\"secret\">", "</code>").to_owned();
    assert!(
        page.contains("<svg class=\"qr\"") && page.contains("href=\"otpauth://totp/Onrecord:rea?secret="),
        "{page}"
    );
    let turn_on = |code: &str, old: &str| {
        rea.post("/settings/second-factor", &[("secret", &secret), ("code", code), ("old", old)])
    };
    let wrong_code = turn_on("000000", PASSWORD);
    assert_eq!(wrong_code.status, 422);
    assert!(
        wrong_code.text().contains("id=\"code-fault\"") && wrong_code.text().contains(&secret),
        "the same secret again"
    );
    assert_eq!(turn_on(&code(&secret, 0), "not it").status, 422);
    let on = turn_on(&code(&secret, -1), PASSWORD);
    assert_eq!((on.status, on.header("cache-control")), (200, Some("no-store")));
    let codes: Vec<String> =
        on.text().split("<li><code>").skip(1).map(|rest| rest.split('<').next().expect("a code").to_owned()).collect();
    assert_eq!(codes.len(), 10);
    assert!(!house.ask_database("select group_concat(hex(code_hash)) from recovery_code").is_empty());
    assert!(rea.get("/settings").text().contains("10 recovery codes left"));

    let second_step = |n: u8| {
        let from = format!("192.0.2.{n}");
        let answer = sign_in(&server, "rea", PASSWORD, &[("X-Forwarded-For", &from)]);
        assert_eq!((answer.status, answer.header("set-cookie")), (200, None), "{}", answer.text());
        let waiting = between(&answer.text(), "name=\"waiting\" value=\"", "\"").to_owned();
        move |server: &Server, typed: &str| {
            let fields = [("waiting", waiting.as_str()), ("code", typed), ("next", "/people")];
            post(server.address, "/login/code", &[("X-Forwarded-For", &from)], &fields)
        }
    };
    assert_eq!(
        sign_in(&server, "rea", "wrong", &[("X-Forwarded-For", "192.0.2.50")]).status,
        422,
        "no hint of a second step"
    );
    let step = second_step(1);
    let wrong = step(&server, "000000");
    assert_eq!((wrong.status, wrong.header("set-cookie")), (422, None));
    assert_eq!(step(&server, &code(&secret, -1)).status, 422, "the code that was shown before");
    let right = step(&server, &code(&secret, 0));
    assert_eq!(location(&right), "/people");
    assert_eq!(ask(server.address, "GET", "/", &[("Cookie", &cookie(&right))]).expect("an answer").status, 200);
    assert_eq!(location(&step(&server, &code(&secret, 1))), "/login?next=%2Fpeople", "the step has ended");
    assert_eq!(second_step(2)(&server, &code(&secret, 0)).status, 422, "each code once");
    let typed = codes[0].to_lowercase().replace('-', " ");
    assert_eq!(second_step(3)(&server, &typed).status, 303, "a recovery code");
    assert_eq!(second_step(4)(&server, &typed).status, 422, "each once");
    let fields = [("waiting", "guessed"), ("code", "000000"), ("next", "//evil.example")];
    assert_eq!(location(&post(server.address, "/login/code", &[], &fields)), "/login");

    assert_eq!(rea.post("/settings/second-factor/off", &[("old", "not it")]).status, 422);
    assert_eq!(
        location(&rea.post("/settings/second-factor/off", &[("old", PASSWORD)])),
        "/settings?done=second-factor"
    );
    assert_eq!(sign_in(&server, "rea", PASSWORD, &[("X-Forwarded-For", "192.0.2.60")]).status, 303);
    assert_eq!(house.ask_database("select count(*) from recovery_code"), "0");
}

#[test]
fn case_21_codes_are_throttled_like_passwords() {
    let house = House::with_people();
    let server = house.serve();
    let rea = Visitor::sign_in(&server, "rea");
    let page = rea.get("/settings/second-factor").text();
    let secret = between(&page, "<code class=\"secret\">", "</code>").to_owned();
    let fields = [("secret", secret.as_str()), ("code", &code(&secret, 0)), ("old", PASSWORD)];
    assert_eq!(rea.post("/settings/second-factor", &fields).status, 200);
    let first = sign_in(&server, "rea", PASSWORD, &[]);
    let waiting = between(&first.text(), "name=\"waiting\" value=\"", "\"").to_owned();
    let tried = |typed: &str| post(server.address, "/login/code", &[], &[("waiting", &waiting), ("code", typed)]);
    let statuses: Vec<u16> = (0..7).map(|n| tried(&format!("00000{n}")).status).collect();
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429]);
    assert!(tried("1").header("retry-after").is_some());
}

#[test]
fn who_has_lost_the_phone_is_let_in_from_the_command_line() {
    let house = House::with_people();
    let server = house.serve();
    let rea = Visitor::sign_in(&server, "rea");
    let page = rea.get("/settings/second-factor").text();
    let secret = between(&page, "<code class=\"secret\">", "</code>").to_owned();
    let fields = [("secret", secret.as_str()), ("code", &code(&secret, 0)), ("old", PASSWORD)];
    assert_eq!(rea.post("/settings/second-factor", &fields).status, 200);
    assert_eq!(sign_in(&server, "rea", PASSWORD, &[]).status, 200);
    assert_eq!(house.user(&["passwd", "rea", "--password-stdin", "--drop-second-factor"]).status, 0);
    assert_eq!(sign_in(&server, "rea", PASSWORD, &[]).status, 303);
}
