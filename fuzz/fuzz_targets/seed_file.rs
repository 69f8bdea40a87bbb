//! Any bytes are taken for a file in the seed format, and either make an article or a complaint.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::ingest::seed::parse;

fuzz_target!(|bytes: &[u8]| match parse(bytes) {
    Ok(seed) => {
        let article = seed.article;
        assert!(article.lines.iter().all(|line| !line.contains('\n')), "a line within a line");
        assert_eq!(article.id(), article.id());
    }
    Err(complaint) => assert!(!complaint.to_string().is_empty()),
});
