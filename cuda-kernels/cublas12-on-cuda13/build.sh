#!/usr/bin/env bash
# Builds the forwarders that let JCuda 12.6's natives run on CUDA 13.
#
#   build.sh TARGET      → TARGET/classes/cuda/forwarder/*.so
#
# CUDA 13 has libcublas.so.13 and libcusolver.so.12 with other symbol versions. The natives ask for the names and
# versions of CUDA 12; the libraries made here have them and jump to CUDA 13's functions. The lists *.symbols are all
# that JCublas2 and JCusolver 12.6.0 import:
#   nm -D --undefined-only libJCublas2-12.6.0-linux-x86_64.so | grep '@libcublas.so.12'
# What is passed through unchanged must mean the same in both versions: see README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out="$1/classes/cuda/forwarder"
compiler=${CXX:-g++}

if [ "$(uname -sm)" != "Linux x86_64" ] || ! command -v "$compiler" >/dev/null; then
  echo "cublas12-on-cuda13: needs $compiler on Linux x86_64: the jar cannot use CUDA 13, only CUDA 12"
  exit 0
fi
hash=$(cat build.sh forwarder.cpp ../old_glibc.h ./*.symbols | sha256sum | cut -c 1-64)
if [ "$(cat "$out/forwarder.sha256" 2>/dev/null)" = "$hash" ]; then
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# forwarder LIST OLD_SONAME NEW_SONAME STATUS_FOR_MISSING
forwarder() {
  sed 's/.*/X(&)/' "$1.symbols" > "$work/entries.inc"
  echo "$2 { global: *; };" > "$work/$2.map"
  "$compiler" -std=c++17 -Os -s -Wall -Wextra -shared -fPIC -fvisibility=hidden -I "$work" \
    -DNTK_TARGET="\"$3\"" -DNTK_NOT_SUPPORTED="$4" -Wl,-soname,"$2" -Wl,--version-script="$work/$2.map" \
    -static-libgcc -o "$work/$2" forwarder.cpp -ldl
  mv "$work/$2" "$out/$2"
}

forwarder cublas libcublas.so.12 libcublas.so.13 15
forwarder cusolver libcusolver.so.11 libcusolver.so.12 9
forwarder cusolverMg libcusolverMg.so.11 libcusolverMg.so.12 9
echo "$hash" > "$out/forwarder.sha256"
