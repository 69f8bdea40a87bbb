//! Forms that another site makes a reader's browser send (CSRF). What changes anything is taken from pages of this house,
//! from programs that are no browsers, and from whoever shows a token, which no other site can make a browser do.

use axum::extract::Request;
use axum::http::HeaderName;
use axum::http::header::{AUTHORIZATION, COOKIE, ORIGIN};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};
use url::Url;

use crate::web::PageError;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The layer that refuses them. A proxy may change the host that is asked, so the address that readers see is trusted too.
pub(in crate::web) fn no_foreign_forms(
    base: Option<&Url>,
) -> CsrfLayer<impl FnMut(ProtectionError) -> Response + Clone + Send + Sync + 'static> {
    let own = match base.map(|base| CsrfLayer::new().add_trusted_origin(base.origin().ascii_serialization())) {
        Some(Ok(layer)) => layer,
        Some(Err(e)) => {
            tracing::error!(error = %e, "the base URL is no origin; forms are taken by the host that is asked");
            CsrfLayer::new()
        }
        None => CsrfLayer::new(),
    };
    own.with_rejection_response(|_: ProtectionError| PageError::Foreign.into_response())
}

/// Whoever shows a token is judged by it alone: their cookies count for nothing, and where they come from plays no part.
pub(in crate::web) async fn tokens_need_no_origin(mut request: Request, next: Next) -> Response {
    let headers = request.headers_mut();
    let said = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if said.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer ")) {
        for name in [COOKIE, ORIGIN, SITE] {
            headers.remove(name);
        }
    }
    next.run(request).await
}
