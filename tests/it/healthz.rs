//! `/healthz`: open or not, and nothing else.

use crate::support::accounts::Visitor;
use crate::support::http::ask;
use crate::support::server::House;

#[test]
fn it_says_ok_and_no_version() {
    let house = House::empty();
    let server = house.serve();
    let answer = server.get("/healthz");
    assert_eq!((answer.status, answer.text().as_str()), (200, "ok\n"));
    let head = ["server", "x-powered-by"].map(|name| answer.header(name).is_none());
    assert_eq!(head, [true, true]);
}

#[test]
fn case_20_there_are_no_metrics_whoever_asks() {
    let house = House::with_people();
    let server = house.serve();
    for header in [("Accept", "*/*"), ("X-Forwarded-For", "127.0.0.1"), ("Authorization", "Bearer metrics")] {
        let answer = ask(server.address, "GET", "/metrics", &[header]).expect("an answer");
        assert!([303, 401, 404].contains(&answer.status), "{header:?}: {}", answer.status);
        assert!(!answer.text().contains("# TYPE"), "{header:?}");
    }
    assert_eq!(Visitor::sign_in(&server, "anna").get("/metrics").status, 404);
}
