//! `/settings/reading`: the form, the cookie it sets, and that every page is made by it.

use crate::support::http::{Answer, ask};
use crate::support::server::{House, Server};

fn post(server: &Server, body: &str, more: &str) -> Answer {
    let request = format!(
        "POST /settings/reading HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{more}Content-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        server.address,
        body.len()
    );
    server.raw().say(request).answer().expect("an answer")
}

fn with_cookie(server: &Server, path: &str, cookie: &str) -> Answer {
    ask(server.address, "GET", path, &[("Cookie", cookie)]).expect("an answer")
}

#[test]
fn what_is_chosen_comes_back_as_a_cookie_and_leads_back() {
    let house = House::empty();
    let server = house.serve();
    let answer = post(&server, "back=%2Fpeople%3Fq%3Da&theme=sepia&size=large&keys=on", "");
    assert_eq!((answer.status, answer.header("location")), (303, Some("/people?q=a")));
    let cookie = "reading=theme-sepia.size-large; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly";
    assert_eq!(answer.header("set-cookie"), Some(cookie));
    let usual = post(&server, "theme=system&size=normal", "");
    assert_eq!(usual.header("location"), Some("/"));
    assert!(usual.header("set-cookie").is_some_and(|cookie| cookie.starts_with("reading=; Path=/; Max-Age=0;")));
}

#[test]
fn every_page_is_made_by_the_cookie_and_says_so() {
    let house = House::with_samples();
    let server = house.serve();
    for path in ["/", "/people", "/people/maeve-ocarrick", "/about/reading", "/settings/reading", "/nope"] {
        let plain = server.get(path);
        assert!(plain.text().contains("<html lang=\"en\">"), "{path}");
        assert!(plain.header("vary").is_some_and(|vary| vary.contains("cookie")), "{path}: {:?}", plain.header("vary"));
        let dark = with_cookie(&server, path, "other=1; reading=theme-dark.font-sans").text();
        assert!(dark.contains("<html lang=\"en\" data-theme=\"dark\" data-font=\"sans\">"), "{path}");
        assert!(dark.contains("<meta name=\"color-scheme\" content=\"dark\">"), "{path}");
        let hostile = with_cookie(&server, path, "reading=theme-\"><script>alert(1)</script>").text();
        assert!(hostile.contains("<html lang=\"en\">") && !hostile.contains("alert"), "{path}");
    }
}

#[test]
fn the_form_shows_what_is_chosen_and_where_it_leads_back() {
    let house = House::empty();
    let server = house.serve();
    let front = server.get("/people?q=a").text();
    let link = "/settings/reading?back=%2Fpeople%3Fq%3Da";
    assert!(front.contains(&format!("href=\"{}\"", link.replace('&', "&#38;"))), "{front}");
    let form = with_cookie(&server, link, "reading=theme-dark").text();
    assert!(form.contains("name=\"theme\" value=\"dark\" checked>"), "{form}");
    assert!(form.contains("name=\"size\" value=\"normal\" checked>"));
    assert!(form.contains("<input type=\"hidden\" name=\"back\" value=\"/people?q=a\">"));
    let evil = server.get("/settings/reading?back=//evil.example/").text();
    assert!(!evil.contains("evil.example/\""), "{evil}");
}

#[test]
fn nothing_else_is_taken() {
    let house = House::empty();
    let server = house.serve();
    for body in ["theme=blue", "colour=red", "theme=dark&theme=dark", "theme=%ff", "=", "theme"] {
        let answer = post(&server, body, "");
        assert_eq!((answer.status, answer.header("set-cookie")), (400, None), "{body}");
    }
    for back in ["//evil.example", "https://evil.example/", "/%5Cevil.example", "/%09/evil.example"] {
        assert_eq!(post(&server, &format!("back={back}"), "").header("location"), Some("/"), "{back}");
    }
    assert_eq!(post(&server, "theme=dark", "Sec-Fetch-Site: cross-site\r\n").status, 403);
    assert_eq!(ask(server.address, "PUT", "/settings/reading", &[]).expect("an answer").status, 405);
}
