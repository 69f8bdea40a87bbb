//! Reads the body of an answer, decompressed, and stops where it is too large: what a server says of its length decides
//! nothing.

use super::FetchError;

/// More is not read, counted after decompression.
pub(super) const MOST_BYTES: usize = 5 * 1024 * 1024;

pub(super) async fn read(mut response: reqwest::Response) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Err(FetchError::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
