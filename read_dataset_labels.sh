#!/bin/sh
# Writes one label of an IDX file, one-hot, as a tensor text file: read_dataset_labels.sh <labels> <output> <index>
set -eu
root=$(dirname -- "$(readlink -f -- "$0")")
"$root/build.sh"
exec "$root/build/mnist" read-labels "$@"
