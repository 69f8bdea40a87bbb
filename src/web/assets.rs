//! The few files that pages need, embedded in the program as they are and in two codings (`build.rs` makes them). The
//! hash of its content is part of a file's address, so browsers may keep it for ever.

use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use sha2::{Digest, Sha256};

use super::coding::{self, Coding};
use super::extract::InPath;
use super::page::PageResult;
use super::{PageError, paths, unchanged};

/// What was embedded of a file.
#[derive(Debug, Clone, Copy)]
struct Embedded {
    name: &'static str,
    media_type: &'static str,
    plain: &'static [u8],
    /// `None` of what is compressed in itself.
    packed: Option<Packed>,
}

#[derive(Debug, Clone, Copy)]
struct Packed {
    brotli: &'static [u8],
    gzip: &'static [u8],
}

/// A file with its address, and the tag that is the hash of its content too.
#[derive(Debug)]
struct Asset {
    embedded: Embedded,
    tag: String,
    address: String,
}

macro_rules! embedded {
    ($name:literal, $media_type:literal) => {
        LazyLock::new(|| {
            Asset::of(Embedded {
                name: $name,
                media_type: $media_type,
                plain: include_bytes!(concat!(env!("OUT_DIR"), "/", $name)),
                packed: Some(Packed {
                    brotli: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".br")),
                    gzip: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".gz")),
                }),
            })
        })
    };
}

/// A file that is compressed in itself, from a folder of its own.
macro_rules! packed {
    ($folder:literal, $name:literal, $media_type:literal) => {
        LazyLock::new(|| {
            let plain = include_bytes!(concat!("../../static/", $folder, "/", $name));
            Asset::of(Embedded { name: $name, media_type: $media_type, plain, packed: None })
        })
    };
}

static STYLE: LazyLock<Asset> = embedded!("style.css", "text/css; charset=utf-8");
static SCRIPT: LazyLock<Asset> = embedded!("onrecord.js", "text/javascript; charset=utf-8");
static WORKER: LazyLock<Asset> = embedded!("service-worker.js", "text/javascript; charset=utf-8");
static ICON: LazyLock<Asset> = embedded!("icon.svg", "image/svg+xml");
static TEXT: LazyLock<Asset> = packed!("fonts", "vollkorn.woff2", "font/woff2");
static ITALIC: LazyLock<Asset> = packed!("fonts", "vollkorn-italic.woff2", "font/woff2");
static SEMIBOLD: LazyLock<Asset> = packed!("fonts", "vollkorn-semibold.woff2", "font/woff2");
static ICON_SMALL: LazyLock<Asset> = packed!("icons", "icon-192.png", "image/png");
static ICON_LARGE: LazyLock<Asset> = packed!("icons", "icon-512.png", "image/png");
static ICON_MASKABLE: LazyLock<Asset> = packed!("icons", "icon-maskable-512.png", "image/png");
static ICON_TOUCH: LazyLock<Asset> = packed!("icons", "icon-touch-180.png", "image/png");

fn all() -> [&'static Asset; 10] {
    [&STYLE, &SCRIPT, &TEXT, &ITALIC, &SEMIBOLD, &ICON, &ICON_SMALL, &ICON_LARGE, &ICON_MASKABLE, &ICON_TOUCH]
}

/// The fonts that stand at the top of every page.
pub(super) fn fonts_at_once() -> [&'static str; 2] {
    [&TEXT.address, &SEMIBOLD.address]
}

/// The address of the stylesheet.
pub(super) fn style() -> &'static str {
    &STYLE.address
}

/// The address of the script.
pub(super) fn script() -> &'static str {
    &SCRIPT.address
}

/// The address of the icon.
pub(super) fn icon() -> &'static str {
    &ICON.address
}

/// The icon of a telephone that has no use for the other.
pub(super) fn touch_icon() -> &'static str {
    &ICON_TOUCH.address
}

/// The icons in pixels, for the manifest: address, pixels each way, and what each is for.
pub(super) fn icons_in_pixels() -> [(&'static str, &'static str, &'static str); 3] {
    let sized = |icon: &'static Asset, purpose, size| (icon.address.as_str(), size, purpose);
    [
        sized(&ICON_SMALL, "any", "192x192"),
        sized(&ICON_LARGE, "any", "512x512"),
        sized(&ICON_MASKABLE, "maskable", "512x512"),
    ]
}

/// The worker that keeps visited pages for those who are offline. Its address has no hash, since a browser compares it with
/// what it runs, and what it is called says how much of the house it may see.
pub(super) async fn service_worker(headers: HeaderMap) -> Response {
    WORKER.answer(&headers, "no-cache")
}

/// A file by its address; with an old hash, the way to the new one.
pub(super) async fn show(InPath((hash, name)): InPath<(String, String)>, headers: HeaderMap) -> PageResult {
    let asset = all().into_iter().find(|asset| asset.embedded.name == name).ok_or(PageError::NotFound)?;
    if asset.address != paths::asset(&hash, &name) {
        return Ok(Redirect::temporary(&asset.address).into_response());
    }
    Ok(asset.answer(&headers, "public, max-age=31536000, immutable"))
}

impl Asset {
    fn of(embedded: Embedded) -> Self {
        let tag = data_encoding::HEXLOWER.encode(&Sha256::digest(embedded.plain)[..6]);
        Self { embedded, address: paths::asset(&tag, embedded.name), tag }
    }

    /// The file in the coding that is asked for, or that it has not changed.
    fn answer(&self, asking: &HeaderMap, keep: &'static str) -> Response {
        let always = [(CACHE_CONTROL, keep), (VARY, "accept-encoding")];
        if let Some(kept) = unchanged::kept(&self.tag, asking) {
            return (StatusCode::NOT_MODIFIED, always, [(ETAG, kept)]).into_response();
        }
        let coding = self.embedded.packed.map_or(Coding::Plain, |_| coding::asked(asking));
        let tags = [(ETAG, format!("\"{}\"", self.tag))];
        let mut response =
            (always, tags, [(CONTENT_TYPE, self.embedded.media_type)], self.body(coding)).into_response();
        if let Some(name) = coding.name() {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        response
    }

    fn body(&self, coding: Coding) -> &'static [u8] {
        match (coding, self.embedded.packed) {
            (Coding::Brotli, Some(packed)) => packed.brotli,
            (Coding::Gzip, Some(packed)) => packed.gzip,
            _ => self.embedded.plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_file_is_the_same_in_every_coding_and_smaller() {
        for asset in all().into_iter().chain([&*WORKER]) {
            let Embedded { name, plain, packed, .. } = asset.embedded;
            let Some(Packed { brotli, gzip }) = packed else { continue };
            let (mut opened, mut unpacked) = (Vec::new(), Vec::new());
            brotli_decompressor::Decompressor::new(brotli, 4096).read_to_end(&mut opened).unwrap();
            flate2::read::GzDecoder::new(gzip).read_to_end(&mut unpacked).unwrap();
            assert!(opened == plain && unpacked == plain, "{name}");
            assert!(brotli.len() < gzip.len() && gzip.len() < plain.len(), "{name}: {} {}", brotli.len(), gzip.len());
        }
    }

    #[test]
    fn the_stylesheet_names_each_font_by_its_address() {
        let style = std::str::from_utf8(STYLE.embedded.plain).unwrap();
        for font in [&TEXT, &ITALIC, &SEMIBOLD] {
            let address = font.address.replace("/static/", "../");
            assert!(style.contains(&format!("url(\"{address}\")")), "static/style.css must name {address}");
        }
    }
}
