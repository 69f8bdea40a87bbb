//! Trains the name recogniser, or measures it.
//!
//!     cargo run --release --example train_names -- lists   DATA src/analysis/names
//!     cargo run --release --example train_names -- rare    DATA src/analysis/names
//!     cargo run --release --example train_names -- model   DATA src/analysis/names
//!     cargo run --release --example train_names -- measure DATA GOLD.jsonl [--errors]
//!
//! See `README.md` beside this file for where DATA comes from.

#![expect(clippy::print_stdout, reason = "what is measured is this program's output")]

mod corpus;
mod gold;
mod gum;
mod invent;
mod lists;
mod measure;
mod perceptron;
mod random;
mod wikigold;

use std::fs;
use std::io;
use std::path::Path;

use corpus::Doc;
use onrecord::analysis::names::Class;
use onrecord::analysis::names::training::Model;

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (Some(verb), Some(data), Some(last)) = (args.first(), args.get(1).map(Path::new), args.get(2).map(Path::new))
    else {
        return Err(io::Error::other("expected: lists|rare|model|measure DATA OUT_OR_GOLD"));
    };
    match verb.as_str() {
        "lists" => {
            fs::write(last.join("lists/names.txt"), lists::names_file(data)?)?;
            fs::write(last.join("lists/common.txt"), lists::common_file(&documents(data)?))
        }
        // A step of its own: what is rare is what is not on the lists, which are part of the program.
        "rare" => {
            fs::write(last.join("lists/rare_given.bin"), lists::rare_names(data, true)?)?;
            fs::write(last.join("lists/rare_surnames.bin"), lists::rare_names(data, false)?)
        }
        "model" => fs::write(last.join("model.bin"), train(data, &documents(data)?)?),
        "measure" => measure_all(data, last, &args[3..]),
        other => Err(io::Error::other(format!("no verb {other}"))),
    }
}

/// How many times each document is repeated with other persons in it.
const COPIES: usize = 2;
/// How many articles are invented.
const INVENTED: usize = 200;

/// All annotated documents, in the order of their names.
fn documents(data: &Path) -> io::Result<Vec<Doc>> {
    let mut files: Vec<_> = fs::read_dir(data.join("gum"))?.map(|f| f.map(|f| f.path())).collect::<io::Result<_>>()?;
    files.sort();
    let mut docs = Vec::new();
    for file in files {
        let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        docs.push(gum::read(&id, &fs::read_to_string(&file)?));
    }
    docs.extend(wikigold::read(&fs::read_to_string(data.join("wikigold/wikigold.conll.txt"))?));
    Ok(docs)
}

/// The documents, the documents with other persons in them, and invented ones.
fn train(data: &Path, docs: &[Doc]) -> io::Result<Vec<u8>> {
    let names = lists::sources(data)?;
    let mut inventor = invent::Inventor::new(&names);
    let mut all = docs.to_vec();
    for _ in 0..COPIES {
        all.extend(docs.iter().map(|doc| inventor.with_other_persons(doc)));
    }
    all.extend(inventor.articles(INVENTED));
    Ok(perceptron::train(&all))
}

fn measure_all(data: &Path, gold: &Path, options: &[String]) -> io::Result<()> {
    let errors = options.iter().any(|o| o == "--errors");
    let docs = documents(data)?;
    let gold = gold::read(&fs::read_to_string(gold)?)?;
    let held: Vec<&str> = gold.iter().map(|d| d.id.as_str()).collect();
    let rest: Vec<Doc> = docs.iter().filter(|d| !held.contains(&d.id.as_str())).cloned().collect();
    let bytes = train(data, &rest)?;
    if let Some(file) = options.iter().position(|o| o == "--keep").and_then(|at| options.get(at + 1)) {
        fs::write(file, &bytes)?;
    }
    let model = Model::of(&bytes);
    for floor in [0, 20, 40, 80, 120] {
        measure::count(&model, &gold, Class::Person, floor, errors && floor == 0)
            .show(&format!("gold, persons, margin >= {floor}"));
    }
    measure::compare(&docs, &gold).show("what gum.rs itself makes of the gold articles");
    let own: Vec<Doc> = docs.iter().filter(|d| held.contains(&d.id.as_str())).cloned().collect();
    measure::count(&model, &own, Class::Person, 0, options.iter().any(|o| o == "--own-errors"))
        .show("the same articles, labelled by gum.rs");
    if let Some(file) = options.iter().position(|o| o == "--silver").and_then(|at| options.get(at + 1)) {
        let silver = gold::read(&fs::read_to_string(file)?)?;
        measure::count(&model, &silver, Class::Person, 0, options.iter().any(|o| o == "--silver-errors"))
            .show("silver, persons");
    }
    if options.iter().any(|o| o == "--quick") {
        return Ok(());
    }
    cross(data, &docs, &gold, options)
}

/// What a model trained on some of the documents makes of the persons in the others: five folds of wikigold and of GUM,
/// each with the whole other corpus in training; and each corpus by a model that has only seen the other one, which is
/// the nearest to text of another kind.
fn cross(data: &Path, docs: &[Doc], gold: &[Doc], options: &[String]) -> io::Result<()> {
    let is_wikigold = |d: &Doc| d.id.starts_with("wikigold");
    let errors = |name: &str| options.iter().any(|o| o == name);
    for (what, wikigold, flag) in [("wikigold", true, "--wikigold-errors"), ("GUM", false, "--gum-errors")] {
        let mut counts = [measure::Counts::default(); 4];
        for fold in 0..5 {
            let mut seen = 0;
            let (test, rest): (Vec<Doc>, Vec<Doc>) = docs.iter().cloned().partition(|d| {
                seen += usize::from(is_wikigold(d) == wikigold);
                is_wikigold(d) == wikigold && seen % 5 == fold
            });
            let model = Model::of(&train(data, &rest)?);
            for (count, class) in counts.iter_mut().zip(CLASSES) {
                count.add(measure::count(&model, &test, class, 0, errors(flag) && class == Class::Person));
            }
        }
        for (count, class) in counts.iter().zip(["persons", "organizations", "places", "others"]) {
            count.show(&format!("{what}, 5 folds, {class}"));
        }
    }
    let (wikigold, gum): (Vec<Doc>, Vec<Doc>) = docs.iter().cloned().partition(is_wikigold);
    let by_gum = Model::of(&train(data, &gum)?);
    measure::count(&by_gum, &wikigold, Class::Person, 0, errors("--cross-errors"))
        .show("wikigold by GUM alone, persons");
    let by_wikigold = Model::of(&train(data, &wikigold)?);
    measure::count(&by_wikigold, &gum, Class::Person, 0, false).show("GUM by wikigold alone, persons");
    measure::count(&by_wikigold, gold, Class::Person, 0, false).show("gold by wikigold alone, persons");
    Ok(())
}

const CLASSES: [Class; 4] = [Class::Person, Class::Organization, Class::Place, Class::Other];
