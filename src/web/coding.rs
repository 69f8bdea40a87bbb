//! In which coding a browser wants a file: what `Accept-Encoding` says. Pages are coded by `limits`, as they are made.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;

/// The codings that files are kept in, the one that is liked least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// Its name in `Content-Encoding`.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

/// The coding that the browser wants most; of several, the shortest.
pub(super) fn asked(headers: &HeaderMap) -> Coding {
    let lists = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let wanted = lists.flat_map(|list| list.split(',')).filter_map(wish);
    wanted.max().map_or(Coding::Plain, |(_, coding)| coding)
}

/// One of the list with how much it is wanted, in thousandths. Codings that we do not have are passed over.
fn wish(item: &str) -> Option<(u32, Coding)> {
    let (name, weight) = item.split_once(';').unwrap_or((item, ""));
    let coding = match name.trim().to_ascii_lowercase().as_str() {
        "br" => Coding::Brotli,
        "gzip" | "x-gzip" => Coding::Gzip,
        "identity" => Coding::Plain,
        _ => return None,
    };
    let weight = match weight.trim() {
        "" => 1000,
        weight => thousandths(weight.strip_prefix("q=").or_else(|| weight.strip_prefix("Q="))?)?,
    };
    (weight > 0).then_some((weight, coding))
}

/// `0.5` as 500. The standard has at most three digits behind the point.
fn thousandths(weight: &str) -> Option<u32> {
    let (whole, part) = weight.split_once('.').unwrap_or((weight, ""));
    let whole: u32 = whole.parse().ok().filter(|whole| *whole <= 1)?;
    let is_number = part.len() <= 3 && part.bytes().all(|digit| digit.is_ascii_digit());
    let part: u32 = is_number.then(|| format!("{part:0<3}"))?.parse().ok()?;
    Some((whole * 1000 + part).min(1000))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_coding_that_is_wanted_most_is_sent() {
        for (said, coding) in [
            ("", Coding::Plain),
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("GZIP", Coding::Gzip),
            ("br;q=0, gzip", Coding::Gzip),
            ("br;q=0.5, gzip;q=0.8", Coding::Gzip),
            ("br;q=0.8, gzip; q=0.8", Coding::Brotli),
            ("identity, br;q=0.9", Coding::Plain),
            ("br;q=0.000", Coding::Plain),
            ("br;q=2, gzip;q=x, br;q=0.1234, br;level=3", Coding::Plain),
            ("zstd, *", Coding::Plain),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(said))]);
            assert_eq!(asked(&headers), coding, "{said:?}");
        }
        let two = [HeaderValue::from_static("gzip"), HeaderValue::from_static("br")];
        assert_eq!(asked(&two.into_iter().map(|value| (ACCEPT_ENCODING, value)).collect()), Coding::Brotli);
    }
}
