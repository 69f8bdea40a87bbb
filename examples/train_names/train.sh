#!/bin/sh
# Rebuilds the name lists and the model, bit for bit: examples/train_names/train.sh DATA
set -eu
here=src/analysis/names
cargo run --release --example train_names -- lists "$1" $here
cargo run --release --example train_names -- rare "$1" $here    # built anew each time, since the files are part of the program
cargo run --release --example train_names -- model "$1" $here
