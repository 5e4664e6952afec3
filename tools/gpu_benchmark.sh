#!/bin/sh
# Measures the device "webgpu" on the GPU of a machine that has neither a network nor Deno, in under five minutes.
#   tools/gpu_benchmark.sh pack ARCHIVE   packs all that it takes, at most 64 MiB, into a tar file
#   tools/gpu_benchmark.sh                in a folder that such an archive was unpacked in, or in a clone:
#                                         prints a table, the correctness of every operation first
set -eu
cd "$(dirname -- "$(readlink -f -- "$0")")/.."

most_bytes=67108864
datasets='train-images.idx3-ubyte train-labels.idx1-ubyte t10k-images.idx3-ubyte t10k-labels.idx1-ubyte'
loader=libvulkan.so.1

main() {
  case $#:${1-} in
    0:) measure ;;
    2:pack) pack "$2" ;;
    *) say "Expected no argument, or pack and the name of an archive, but found: $*"; exit 2 ;;
  esac
}

say() {
  echo "gpu_benchmark.sh: $*" >&2
}

pack() {
  archive=$(readlink -f -- "$1")
  staging=$(mktemp -d)
  trap 'rm -rf "$staging"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  root=$staging/gpu_benchmark
  mkdir -p "$root/build" "$root/mnist-datasets"
  git ls-files -z mod.ts lib cli tests tools mnist-configs types | tar -c --null -T - | tar -x -C "$root"
  # Of the packages only those that the measurements need, as Deno wants to have all that are named.
  build/deno eval '
    const config = JSON.parse(Deno.readTextFileSync("deno.json"));
    const needed = Object.entries(config.imports).filter(([name]) => name.startsWith("@std/"));
    Deno.writeTextFileSync(Deno.args[0], JSON.stringify({ ...config, imports: Object.fromEntries(needed) }));
  ' "$root/deno.json"
  DENO_DIR=$root/build/deno-dir build/deno install --quiet --no-lock --config "$root/deno.json" \
    --entrypoint "$root/tools/gpu_benchmark.ts" "$root"/tests/lib/devices/webgpu/*.ts
  rm -rf "$root"/build/deno-dir/gen "$root"/build/deno-dir/*_cache_*
  say "compressing Deno"
  xz -3 -T0 -c "$(readlink -f build/deno)" > "$root/build/deno.xz"
  for file in $datasets; do gzip -9 -c "mnist-datasets/$file" > "$root/mnist-datasets/$file.gz"; done
  pack_loader "$staging" "$root/build" || say "no $loader: the machine must have it"
  tar -c -C "$staging" -f "$archive" gpu_benchmark
  bytes=$(wc -c < "$archive")
  if [ "$bytes" -gt $most_bytes ]; then
    say "Expected an archive of at most $most_bytes bytes but found one of $bytes: $archive"
    exit 1
  fi
  say "$archive: $bytes bytes; unpack it there and run gpu_benchmark/tools/gpu_benchmark.sh"
}

# The library that finds the GPU's driver, from this machine or from Debian.
pack_loader() {
  (cd "$1" && apt-get download -qq libvulkan1 >/dev/null 2>&1 && dpkg-deb -x libvulkan1_*.deb loader) || return 1
  cp -L "$1"/loader/usr/lib/*/$loader "$2/"
}

measure() {
  [ -x build/deno ] || unpack build/deno.xz build/deno
  chmod +x build/deno
  for file in $datasets; do
    [ -f "mnist-datasets/$file" ] || gzip -dc "mnist-datasets/$file.gz" > "mnist-datasets/$file"
  done
  if [ -f build/$loader ] && ! ldconfig -p 2>/dev/null | grep -q $loader; then
    export LD_LIBRARY_PATH="$PWD/build${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
  fi
  find_driver
  [ ! -d build/deno-dir ] || export DENO_DIR="$PWD/build/deno-dir"
  export XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-/tmp}"
  exec build/deno run -A --quiet --cached-only --no-check tools/gpu_benchmark.ts
}

# Containers have NVIDIA's driver where the loader does not look.
find_driver() {
  [ -z "${VK_DRIVER_FILES-}${VK_ICD_FILENAMES-}" ] || return 0
  for file in /etc/vulkan/icd.d/*.json /usr/share/vulkan/icd.d/nvidia*.json; do
    [ ! -f "$file" ] || return 0
  done
  for file in /usr/local/nvidia/share/vulkan/icd.d/*.json; do
    [ ! -f "$file" ] || export VK_DRIVER_FILES="$file" VK_ICD_FILENAMES="$file"
  done
}

# Not every machine has xz.
unpack() {
  if command -v xz >/dev/null; then
    xz -dc "$1" > "$2"
  else
    python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.argv[1]), sys.stdout.buffer)' "$1" > "$2"
  fi
}

main "$@"
