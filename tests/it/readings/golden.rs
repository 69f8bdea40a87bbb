//! What the reading makes of six of the samples, as a whole (`tests/readings/`). A rule that changes one of them shows
//! here what else it changed: look at the difference, then take it over with `UPDATE_EXPECT=1 cargo test golden`.

use std::path::Path;

use expect_test::expect_file;
use onrecord::analysis::read;

use super::told::told;
use crate::support::articles::sample_articles;

/// Chosen for what they hold: talks told in reported speech, two Calders, two Durus, a couple, particles in names,
/// denials and refusals, quotations within quotations.
const CHOSEN: [&str; 6] = [
    "20220121-geneva-talks-end-without-deal",
    "20231006-harbour-engineer-suspended",
    "20231107-bakers-of-chandlers-row",
    "20231222-lifeboat-brings-christmas-post",
    "20240201-port-chief-does-not-recall",
    "20240418-leaker-names-herself",
];

#[test]
fn golden_readings() {
    let samples = sample_articles();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readings");
    for chosen in CHOSEN {
        let (_, article) = samples.iter().find(|(name, _)| name == chosen).expect("a sample of this name");
        expect_file![folder.join(format!("{chosen}.txt"))].assert_eq(&told(article, &read(article)));
    }
}
