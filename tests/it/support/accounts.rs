//! People who have an account, and a browser that is signed in, as far as a test needs one.

use super::command::{Ran, run_in};
use super::http::{Answer, ask, post};
use super::server::{House, Server};

pub(crate) const PASSWORD: &str = "correct horse battery";

impl House {
    /// Runs `onrecord user` with `args`, feeding it the password of all tests.
    pub(crate) fn user(&self, args: &[&str]) -> Ran {
        let mut command = self.command(&["user"]);
        command.args(args);
        run_in(command, PASSWORD.as_bytes())
    }

    /// Gives somebody an account.
    pub(crate) fn add_user(&self, name: &str, role: &str) {
        let ran = self.user(&["add", name, "--role", role, "--password-stdin"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
    }

    /// A house with one article and an owner, an editor and a reader: anna, ed and rea.
    pub(crate) fn with_people() -> Self {
        let house = Self::empty();
        house.article(
            "seeds/a.txt",
            "Goose holds office",
            "https://example.org/goose",
            &["“It is mine,” Ada Quill said."],
        );
        for (name, role) in [("anna", "owner"), ("ed", "editor"), ("rea", "reader")] {
            house.add_user(name, role);
        }
        house
    }
}

/// A browser that somebody is signed in with.
#[derive(Debug)]
pub(crate) struct Visitor<'a> {
    server: &'a Server,
    /// The line that it sends: name and value.
    pub(crate) cookie: String,
}

impl<'a> Visitor<'a> {
    pub(crate) fn sign_in(server: &'a Server, name: &str) -> Self {
        let answer = sign_in(server, name, PASSWORD, &[]);
        assert_eq!(answer.status, 303, "{}", answer.text());
        Self { server, cookie: cookie(&answer) }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        ask(self.server.address, "GET", path, &[("Cookie", &self.cookie)]).expect("an answer")
    }

    /// Sends a form, as from a page of the house.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        post_as(self.server, &self.cookie, path, fields)
    }

    /// The same with these headers, as from wherever they say.
    pub(crate) fn post_with(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let headers = [&[("Cookie", self.cookie.as_str())], headers].concat();
        post(self.server.address, path, &headers, fields)
    }
}

/// Sends a form, as a page of the house does, with a cookie.
pub(crate) fn post_as(server: &Server, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    post(server.address, path, &[("Cookie", cookie), ("Sec-Fetch-Site", "same-origin")], fields)
}

/// The answer to an attempt to sign in.
pub(crate) fn sign_in(server: &Server, name: &str, password: &str, headers: &[(&str, &str)]) -> Answer {
    post(server.address, "/login", headers, &[("name", name), ("password", password), ("next", "/people")])
}

/// What a browser sends back of the cookie that an answer sets.
pub(crate) fn cookie(answer: &Answer) -> String {
    let line = answer.header("set-cookie").expect("a cookie");
    line.split(';').next().expect("a value").to_owned()
}
