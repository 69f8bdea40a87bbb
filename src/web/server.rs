//! The accept loop: how connections are taken, held to their time, and let go. Knows nothing of pages; must never
//! import `store` or `library`. Our own, since `axum::serve` has no timeout for a request's head, so that one silent
//! socket would keep the server from stopping.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;
use tracing::{debug, warn};

use super::auth::Peer;

/// How long things may take and how many there may be.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For a request's head to arrive; also how long a kept-alive connection may be idle.
    pub head: Duration,
    /// After this a connection is closed behind the answer it is on.
    pub connection: Duration,
    /// For the last answer of a connection that is to be closed.
    pub last_answer: Duration,
    /// How many connections there may be; more wait to be accepted.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(5),
            connection: Duration::from_mins(2),
            last_answer: Duration::from_secs(8),
            connections: 512,
        }
    }
}

/// The most headers a request may have. Browsers send about 20.
const MAX_HEADERS: usize = 100;
/// The longest head that is read. Larger than the longest address that can be told from a bad one (64 KiB), so that
/// such an address is answered 414 and not 431.
const MAX_HEAD: usize = 128 << 10;
/// Before trying again when no connection can be accepted, as when all file descriptors are in use.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves `router` until `stop` is done; then finishes the answers under way, for [`Limits::last_answer`] at most.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let (closing, close) = watch::channel(());
    let places = Arc::new(Semaphore::new(limits.connections));
    let accept = async {
        loop {
            // The semaphore is never closed, so that there is always a place in the end.
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            let (stream, peer) = accept(&listener).await;
            let (router, close) = (router.clone(), close.clone());
            tokio::spawn(async move {
                converse((stream, peer), router, limits, close).await;
                drop(place);
            });
        }
    };
    tokio::select! {
        () = accept => {}
        () = stop => {}
    }
    drop((listener, close));
    closing.send_replace(());
    if timeout(limits.last_answer, closing.closed()).await.is_err() {
        warn!(connections = closing.receiver_count(), "stopped while clients were still being answered");
    }
}

/// The next connection. Failures are the client's (gone before it was accepted) or pass (no file descriptor free).
async fn accept(listener: &TcpListener) -> (TcpStream, Peer) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => return (stream, Peer(address)),
            Err(e) if is_clients(&e) => debug!(error = %e, "a client left before it was accepted"),
            Err(e) => {
                warn!(error = %e, "cannot accept a connection; trying again");
                sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

fn is_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// All requests of one connection, until either side has enough.
async fn converse((stream, peer): (TcpStream, Peer), router: Router, limits: Limits, mut close: watch::Receiver<()>) {
    // Answers are written whole, so waiting to fill a packet only delays the last one.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router.map_request(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        request
    }));
    let mut connection = pin!(http(limits).serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        result = connection.as_mut() => return note(result),
        _ = close.changed() => {}
        () = sleep(limits.connection) => {}
    }
    connection.as_mut().graceful_shutdown();
    if let Ok(result) = timeout(limits.last_answer, connection).await {
        note(result);
    } else {
        debug!("a client took too long over its last answer");
    }
}

fn http(limits: Limits) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_headers(MAX_HEADERS).max_buf_size(MAX_HEAD);
    http
}

/// What ends a connection badly is the client's doing: half a request, a reset. It is worth a line only when debugging.
fn note(result: hyper::Result<()>) {
    if let Err(e) = result {
        debug!(error = %e, "a connection ended badly");
    }
}
