#!/usr/bin/env bash
# Judges and measures the CUDA back end on this machine's NVIDIA GPU, from the portable bundle; at most 9 minutes.
#
#   benchmarks/gpu-acceptance.sh [BUNDLE.tar.xz] [--minutes N] [--out DIR] [--python PYTHON] [--emulated DEVICE_DIR]
#
# Runs the CUDA contract tests on the device, then times gram, eigh, modes and training, ours and the peers' in turn, and
# writes results/<device>-<date>/ with results.json and table.md. Needs python3 and nothing else; PyTorch, CuPy and JAX
# are measured where PYTHON (python3 unless told) has them. The bundle is the one that this script lies in, else
# target/ntk-asymptotics-bundle.tar.xz, as docker/bundle.sh makes it. --emulated tries everything at small sizes on the
# device that cuda-kernels/emulated-device builds.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
  echo "gpu-acceptance: $1" >&2
  exit 2
}

command -v python3 >/dev/null || fail "needs python3, its standard library only"
archive=$here/../target/ntk-asymptotics-bundle.tar.xz
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  archive=$1
  shift
fi
if [ -x "$here/../runtime/bin/java" ]; then
  bundle=$(cd "$here/.." && pwd)
else
  [ -f "$archive" ] || fail "no bundle at $archive: make it by docker/bundle.sh, or name one"
  place=$(mktemp -d)
  trap 'rm -rf "$place"' EXIT
  if command -v xz >/dev/null; then
    tar -xf "$archive" -C "$place"
  else
    python3 -m tarfile -e "$archive" "$place"
  fi
  bundle=$place/ntk-asymptotics
fi
PYTHONUNBUFFERED=1 python3 "$bundle/benchmarks/gpu_acceptance.py" --bundle "$bundle" --out "$here/results" "$@"
