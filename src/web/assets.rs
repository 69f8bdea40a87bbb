//! The few files that pages need, embedded in the program. The hash of its content is part of a file's address, so
//! browsers may keep it for ever.

use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect};
use sha2::{Digest, Sha256};

use super::extract::InPath;
use super::page::PageResult;
use super::{PageError, paths};

/// An embedded file.
#[derive(Debug)]
struct Asset {
    name: &'static str,
    media_type: &'static str,
    body: &'static str,
    address: String,
}

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::embed("style.css", "text/css; charset=utf-8", include_str!("../../static/style.css")));
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::embed("onrecord.js", "text/javascript; charset=utf-8", include_str!("../../static/onrecord.js"))
});
static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::embed("icon.svg", "image/svg+xml", include_str!("../../static/icon.svg")));

impl Asset {
    fn embed(name: &'static str, media_type: &'static str, body: &'static str) -> Self {
        Self { name, media_type, body, address: paths::asset(&hash(body), name) }
    }
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

fn hash(body: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(body.as_bytes())[..6])
}

/// A file by its address; with an old hash, the way to the new one.
pub(super) async fn show(InPath((hash, name)): InPath<(String, String)>) -> PageResult {
    let asset = [&*STYLE, &*SCRIPT, &*ICON].into_iter().find(|asset| asset.name == name).ok_or(PageError::NotFound)?;
    if asset.address != paths::asset(&hash, &name) {
        return Ok(Redirect::temporary(&asset.address).into_response());
    }
    let headers = [(CONTENT_TYPE, asset.media_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.body).into_response())
}
