#!/bin/sh
# Checks formatting, lint rules and types, then runs the tests and the examples of the documentation.
# The last line says how many checks and tests passed and failed, and how many were skipped, if any.
set -eu
cd "$(dirname -- "$(readlink -f -- "$0")")"
./build.sh

passed=0
failed=0
skipped=0

check() {
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# Adds up the counts in the report of a test run.
count() {
  sed -n "s/^<testsuites .* $1=\"\([0-9]*\)\".*/\1/p" build/tests.xml
}

check build/deno task --quiet check

rm -f build/tests.xml
status=0
build/deno task --quiet test --no-check --frozen --junit-path=build/tests.xml "$@" || status=$?
if [ -s build/tests.xml ]; then
  wrong=$(($(count failures) + $(count errors)))
  skipped=$(grep -c '<skipped' build/tests.xml || true)
  passed=$((passed + $(count tests) - wrong - skipped))
  failed=$((failed + wrong))
fi
# A test file that cannot be loaded fails the run without being counted.
if [ "$status" -ne 0 ] && [ "${wrong:-0}" -eq 0 ]; then failed=$((failed + 1)); fi

if [ "$skipped" -gt 0 ]; then
  echo 'Skipped:'
  grep -B 1 '<skipped' build/tests.xml | sed -n 's/.* name="\([^"]*\)".*/  \1/p'
  packages=$(build/deno run --quiet -P tests/programs.ts)
  [ -z "$packages" ] ||
    echo "To run them too: apt-get install --no-install-recommends $packages"
fi
echo "$passed passed, $failed failed$([ "$skipped" -eq 0 ] || echo ", $skipped skipped")"
[ "$failed" -eq 0 ]
