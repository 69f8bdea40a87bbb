//! The site from which articles come: pages of the invented world, each after a while, as on the internet.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use super::world;

/// How long a page takes to come.
const AWAY: Duration = Duration::from_millis(30);

pub(crate) struct Site {
    pub(crate) address: SocketAddr,
}

impl Site {
    /// Has so many articles, `/0` and on.
    pub(crate) fn start(articles: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                thread::spawn(move || answer(stream, articles));
            }
        });
        Self { address }
    }
}

fn answer(mut stream: TcpStream, articles: usize) {
    let mut lines = BufReader::new(stream.try_clone().expect("the stream")).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    lines.find(String::is_empty);
    let number = first.split(['/', ' ']).find_map(|part| part.parse().ok()).unwrap_or_default();
    thread::sleep(AWAY);
    let page = page(&world::article(number, articles));
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n";
    // Whoever is gone meanwhile has no use for it.
    let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n{page}", page.len());
}

/// An article of the seed format as a page of a site: with a head, a menu and a foot, four sentences to a paragraph.
fn page(seed: &str) -> String {
    let mut lines = seed.lines();
    let mut next = || lines.next().unwrap_or_default();
    let (title, date, _) = (next(), next(), next());
    // Some articles of that world have no day.
    let is_day = date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit());
    let day = if is_day {
        let day = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..8]);
        format!("<meta property=\"article:published_time\" content=\"{day}T08:00:00Z\">")
    } else {
        String::new()
    };
    let lines: Vec<&str> = lines.collect();
    let paragraphs: Vec<String> = lines.chunks(4).map(|some| format!("<p>{}</p>\n", some.join(" "))).collect();
    let paragraphs = paragraphs.concat();
    let menu: Vec<String> = (0..60).map(|n| format!("<li><a href=\"/part/{n}\">Part {n}</a></li>")).collect();
    let menu = menu.concat();
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} | The News</title>\
         <meta property=\"og:title\" content=\"{title}\">{day}\
         <style>{}</style><script>{}</script></head><body><nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>\
         {paragraphs}</article></main><footer><ul>{menu}</ul></footer></body></html>",
        "p { margin: 0 }\n".repeat(500),
        "window.n = 1;\n".repeat(1000)
    )
}
