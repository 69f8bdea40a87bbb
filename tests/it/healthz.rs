//! `/healthz`: open or not, and nothing else.

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
