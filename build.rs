//! Tells Cargo what, besides Rust sources, a build depends on.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=static");
}
