//! Any bytes are taken for a web page, and either make an article whose blocks fit its lines or a reason why not.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::ingest::page::read;

fuzz_target!(|bytes: &[u8]| match read(bytes, None, None) {
    Ok(found) => {
        assert!(found.article.layout.fits(&found.article.lines));
        assert!(!found.article.title.is_empty());
    }
    Err(reason) => assert!(!reason.to_string().is_empty()),
});
