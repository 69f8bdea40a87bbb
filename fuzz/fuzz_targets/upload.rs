//! Any bytes are taken for each kind of upload; the first says which.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::ingest::upload::read;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let name = ["a.txt", "a.html", "a.eml", "a.zip"][usize::from(kind % 4)];
    for item in read(name, rest.to_vec()) {
        match item.found {
            Ok(found) => assert!(found.article.layout.is_empty() || found.article.layout.fits(&found.article.lines)),
            Err(reason) => assert!(!reason.to_string().is_empty()),
        }
    }
});
