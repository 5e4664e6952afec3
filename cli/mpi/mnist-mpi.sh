#!/bin/sh
# Runs the program as one of several processes, which the launcher of an MPI implementation starts:
#   mpirun -n 4 --bind-to none build/mnist-mpi train <config>
# Finds the library of that implementation, unless MNIST_MPI_LIBRARY names it: Open MPI 4 or later,
# MPICH 4 or a relative of it, or any that has the binary interface of MPI 5.
set -eu
program=$(readlink -f -- "$0")
root=${program%/cli/mpi/*}

main() {
  # What the launcher says: how many processes it has started, and which of them this is.
  if [ -n "${OMPI_COMM_WORLD_SIZE-}" ]; then
    names='libmpi.so.40 libmpi_abi.so.1'
    count=$OMPI_COMM_WORLD_SIZE
    number=${OMPI_COMM_WORLD_RANK-}
  elif [ -n "${PMI_SIZE-}" ]; then
    names='libmpich.so.12 libmpi.so.12 libmpi_abi.so.1 libmpi.so.40'
    count=$PMI_SIZE
    number=${PMI_RANK-}
  else
    # Slurm's srun starts those of any implementation.
    names='libmpi.so.40 libmpich.so.12 libmpi.so.12 libmpi_abi.so.1'
    count=${SLURM_STEP_NUM_TASKS-}
    number=${SLURM_PROCID-}
  fi
  library=${MNIST_MPI_LIBRARY:-$(find_library)}
  if [ -z "$library" ]; then
    [ "${number:-0}" -ne 0 ] || {
      echo "mnist: Expected an MPI library, one of $names, but found none: install Open MPI or" \
        'MPICH, load its module, or say where it is by MNIST_MPI_LIBRARY' >&2
    }
    exit 1
  fi
  processors=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status 2>/dev/null || true)
  # As build.sh has it for the program by itself.
  pairing=--v8-flags=--experimental-wasm-revectorize
  "$root/build/deno" eval "$pairing" 0 >/dev/null 2>&1 || pairing=
  # shellcheck disable=SC2086 # V8's flag may be none
  exec "$root/build/deno" run --quiet --frozen $pairing --no-prompt --allow-read --allow-write \
    --allow-ffi="$library" --config "$root/deno.json" "$root/cli/mpi/main.ts" \
    "$library" "$count" "$number" "$processors" "$@"
}

# The first of the names that is there: where the loader is told to look, beside the launcher, where
# the loader looks anyway.
find_library() {
  launcher=$(command -v mpirun || command -v mpiexec || true)
  [ -z "$launcher" ] || launcher=$(dirname -- "$(dirname -- "$(readlink -f -- "$launcher")")")
  for name in $names; do
    IFS=:
    for folder in ${LD_LIBRARY_PATH-} ${launcher:+"$launcher/lib"} ${launcher:+"$launcher/lib64"}; do
      if [ -n "$folder" ] && [ -f "$folder/$name" ]; then
        readlink -f -- "$folder/$name"
        return
      fi
    done
    unset IFS
    file=$({ ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null |
      sed -n "s/^[[:space:]]*$name .* => //p" | head -n 1)
    if [ -n "$file" ]; then
      echo "$file"
      return
    fi
  done
}

main "$@"
