#!/bin/sh
# Trains and tests the network that a configuration file describes: mnist.sh <config>
set -eu
root=$(dirname -- "$(readlink -f -- "$0")")
"$root/build.sh"
exec "$root/build/mnist" train "$@"
