#!/bin/sh
# Sets up what the program needs and is not there yet, and says what it does on stderr:
#   build/deno        link to Deno: the one on the PATH, else one that npm installs into .deno/
#   mnist-datasets/   the MNIST files
#   build/playground  the page that "mnist playground" serves
#   build/mnist       the program
#   build/mnist-mpi   the program as one of several processes that MPI connects
set -eu
cd "$(dirname -- "$(readlink -f -- "$0")")"

# The version that is installed where there is none, and the oldest that can be used.
deno_version=2.9.6
oldest_minor=5

# What the program may do: read and write the files that the user names. Only "fetch" may run the
# programs that bring datasets, and download from the mirrors that cli/fetching/datasets.ts names; only
# "bench" may run Python, Node and npm, which brings TensorFlow.js, and learn the processor's name; only
# "playground" may listen, on this machine alone. The program itself gives up what its subcommand does
# not need (cli/access.ts), for a compiled one has it all.
mirrors='ossci-datasets.s3.amazonaws.com,storage.googleapis.com,www.cs.toronto.edu,cave.cs.toronto.edu'
files='--no-prompt --allow-read --allow-write'
fetching="--allow-run=npm,deno,apt-get,dpkg-deb --allow-net=$mirrors"
peers='node,python3,/usr/bin/python3'
benchmarking="--allow-run=npm,$peers --allow-sys=cpus"
serving='--allow-net=127.0.0.1'
all="--allow-run=npm,deno,apt-get,dpkg-deb,$peers --allow-net=$mirrors,127.0.0.1 --allow-sys=cpus"

datasets='mnist-datasets/train-images.idx3-ubyte mnist-datasets/train-labels.idx1-ubyte
mnist-datasets/t10k-images.idx3-ubyte mnist-datasets/t10k-labels.idx1-ubyte
mnist-datasets/single-image.idx3-ubyte mnist-datasets/single-label.idx1-ubyte'

# Whatever is being made, until it is complete.
partial=build/partial.$$

main() {
  trap 'rm -rf "$partial"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  [ -x build/deno ] || set_up_deno
  dependencies_ready || fetch_dependencies
  datasets_ready || fetch_datasets
  playground_ready || make_playground
  program_ready || build_program
  [ -e build/mnist-mpi ] || ln -sf ../cli/mpi/mnist-mpi.sh build/mnist-mpi
}

say() {
  echo "build.sh: $*" >&2
}

set_up_deno() {
  deno=$(usable_deno deno || installed_deno || true)
  if [ -z "$deno" ]; then
    install_deno
    deno=$(installed_deno || true)
  fi
  if [ -z "$deno" ]; then
    say "Expected npm to bring a Deno that runs on this platform but found none: install Deno $deno_version"
    exit 1
  fi
  mkdir -p build
  ln -sfn "$deno" build/deno
}

# Prints the path of Deno's executable: a "deno" on the PATH may be a script that starts it.
usable_deno() {
  "$1" eval "
    const [major, minor] = Deno.version.deno.split('.').map(Number);
    if (major !== 2 || minor < $oldest_minor) Deno.exit(1);
    console.log(Deno.execPath());
  " 2>/dev/null
}

# npm puts the executable into a package of its own for each platform. The path is printed as seen
# from build/, so that the clone can be moved.
installed_deno() {
  for file in .deno/node_modules/@deno/*/deno .deno/node_modules/@deno/*/deno.exe; do
    if [ -f "$file" ] && usable_deno "./$file" >/dev/null; then
      echo "../$file"
      return
    fi
  done
  return 1
}

install_deno() {
  if ! command -v npm >/dev/null; then
    say "Expected Deno 2.$oldest_minor or later, or npm, on the PATH but found neither: install Node.js, which brings npm"
    exit 1
  fi
  say "installing Deno $deno_version into .deno/"
  mkdir -p "$partial"
  npm install "deno@$deno_version" --prefix "$partial" --cache "$partial/cache" --no-save \
    --ignore-scripts --include=optional --no-audit --no-fund --no-update-notifier \
    --loglevel=error >/dev/null
  chmod +x "$partial"/node_modules/@deno/*/deno*
  rm -rf "$partial/cache" .deno
  mv "$partial" .deno
}

# Whether all the files are there and none is newer than the given one, which is there too.
unchanged_since() {
  reference=$1
  shift
  [ -z "$(find -L "$@" -newer "$reference" 2>&1)" ]
}

dependencies_ready() {
  unchanged_since build/dependencies deno.lock
}

fetch_dependencies() {
  say 'fetching the npm dependencies'
  build/deno install --quiet --frozen >&2
  touch build/dependencies
}

# The files are checked by their checksums when they arrive, and again once they have changed.
datasets_ready() {
  # shellcheck disable=SC2086 # one word for each file
  unchanged_since build/datasets $datasets
}

fetch_datasets() {
  say 'fetching MNIST into mnist-datasets/'
  # shellcheck disable=SC2086 # the permissions are several words
  build/deno run --quiet --frozen $files $fetching cli/main.ts fetch mnist
  touch build/datasets
}

playground_ready() {
  # shellcheck disable=SC2086 # one word for each file
  [ -d build/playground ] && unchanged_since build/playground deno.json web lib mnist-configs \
    tools/playground.ts $datasets
}

# The bundler needs its esbuild from npm; everything but the playground works without it. A folder without
# a page keeps it from being tried again until something changes, as a network that is out of reach takes
# its time.
make_playground() {
  say 'bundling the playground into build/playground'
  mkdir -p "$partial"
  if build/deno run --quiet --frozen --no-prompt --allow-read --allow-write=build \
    --allow-run="$(readlink -f build/deno)" tools/playground.ts "$partial/playground" 2>"$partial/errors"; then
    rm -rf build/playground
    mv "$partial/playground" build/playground
  else
    rm -rf build/playground
    mkdir build/playground
    say "no \"mnist playground\", as its page cannot be bundled: $(reason 'deno bundle failed');" \
      'remove build/playground to try again'
  fi
}

# A launcher runs the sources themselves, with the permissions of this script; a compiled program must
# be newer than the sources too.
program_ready() {
  [ -x build/mnist ] || return 1
  case $(head -c 2 build/mnist) in
    '#!') unchanged_since build/mnist build.sh ;;
    *) unchanged_since build/mnist build.sh deno.json deno.lock cli lib bench/peers \
      build/playground ;;
  esac
}

build_program() {
  mkdir -p "$partial"
  if compile; then
    made='compiled build/mnist'
  else
    write_launcher
    why=$(reason 'DENORT_BIN is not a base runtime')
    made="wrote build/mnist to run cli/main.ts with Deno, as deno compile failed: $why"
  fi
  mv "$partial/mnist" build/mnist
  say "$made"
}

# Lets V8 pair operations on vectors of 128 bits into ones of 256, as the kernels of products are made
# for, if this V8 knows it.
pairing() {
  flag=--v8-flags=--experimental-wasm-revectorize
  ! build/deno eval "$flag" 0 >/dev/null 2>&1 || echo "$flag"
}

# "deno compile" needs a base runtime, which it downloads or finds in DENORT_BIN; a wrong one shows
# by not answering as the program.
compile() {
  # Modules that no import names, and files.
  for file in cli/*.ts cli/benchmarks/bench_worker.ts cli/sweep/sweep_worker.ts bench/peers \
    build/playground; do
    set -- "$@" --include "$file"
  done
  # shellcheck disable=SC2046,SC2086 # the permissions are several words, and V8's flag may be none
  NO_COLOR=1 build/deno compile --quiet --frozen $(pairing) $files $all --output "$partial/mnist" \
    "$@" cli/main.ts 2>"$partial/errors" &&
    case $("$partial/mnist" --version 2>&1) in mnist\ *) ;; *) return 1 ;; esac
}

reason() {
  cause=$(sed -n 's/^ *1: //p; s/^error: //p' "$partial/errors" | sed 's/ for url.*//' | tail -n 1)
  echo "${cause:-$1}"
}

write_launcher() {
  cat >"$partial/mnist" <<END
#!/bin/sh
# Written by build.sh: runs the program from its sources.
program=\$(readlink -f -- "\$0")
root=\${program%/build/*}
case \${1-} in
  fetch) access='$fetching' ;;
  bench) access='$benchmarking' ;;
  playground) access='$serving' ;;
  *) access= ;;
esac
# V8 starts more slowly with a flag: only what computes for a while has it.
case \${1-} in
  train | sweep | evaluate | report | bench) pairing='$(pairing)' ;;
  *) pairing= ;;
esac
# Without one, the graphics libraries that webgpu looks through complain.
export XDG_RUNTIME_DIR="\${XDG_RUNTIME_DIR-/tmp}"
# shellcheck disable=SC2086 # the permissions are several words, and V8's flag may be none
exec "\$root/build/deno" run --quiet --frozen \$pairing $files \$access \\
  --config "\$root/deno.json" "\$root/cli/main.ts" "\$@"
END
  chmod +x "$partial/mnist"
}

main
