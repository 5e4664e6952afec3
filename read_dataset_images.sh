#!/bin/sh
# Writes one image of an IDX file as a tensor text file: read_dataset_images.sh <images> <output> <index>
set -eu
root=$(dirname -- "$(readlink -f -- "$0")")
"$root/build.sh"
exec "$root/build/mnist" read-images "$@"
