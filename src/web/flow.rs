//! Answers that come part by part: what comes through a channel is the body. Knows no page.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame};
use tokio::sync::mpsc::Receiver;

/// A body of all that comes through `parts`. A fault on the way breaks it off, so that nobody takes a half for the whole.
pub(super) fn body<E>(parts: Receiver<Result<Bytes, E>>) -> Body
where
    E: std::error::Error + Send + Sync + 'static,
{
    Body::new(Flow(parts))
}

struct Flow<E>(Receiver<Result<Bytes, E>>);

impl<E> HttpBody for Flow<E> {
    type Data = Bytes;
    type Error = E;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, E>>> {
        self.0.poll_recv(context).map(|part| part.map(|part| part.map(Frame::data)))
    }
}
