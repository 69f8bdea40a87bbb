#!/bin/sh
# Rebuilds the name lists and the model, bit for bit: examples/train_names/train.sh DATA
set -eu
here=src/analysis/names
cargo run --release --example train_names -- lists "$1" $here
cargo run --release --example train_names -- model "$1" $here   # built anew, since the lists are part of the program
