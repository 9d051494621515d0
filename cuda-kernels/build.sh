#!/usr/bin/env bash
# Builds what is not Java; called by Maven before it packs the classes.
#
#   build.sh TARGET [--sanitize]      TARGET is Maven's build directory
#
# By nvcc: TARGET/classes/cuda/kernels.fatbin with kernels.sha256. By the C++ compiler, in the folders that have a build.sh of
# their own: the device emulated on the CPU, the forwarder that lets CUDA 12's users run on CUDA 13. Where a compiler
# is not there, one line says what is left out (kernels.sha256, the hash of the sources, is always written). With
# --sanitize, the emulated device also with AddressSanitizer. Nothing is built again while its sources and flags stay the
# same.
#
# Images are kept in a cache of the user's, since nvcc takes minutes for them: NTK_CACHE, else
# XDG_CACHE_HOME/ntk-asymptotics, else ~/.cache/ntk-asymptotics. An image lies there under the hash of sources, flags,
# targets and nvcc's version, and is used only if its checksum is right. With an empty NTK_CACHE there is no cache.
set -euo pipefail
target=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
images="$target/classes/cuda"

# Explicit fused multiply-adds only, so that every compiler rounds alike.
flags=(-std=c++17 -O3 -fmad=false)
architectures=(75 80 86 89 90 100 103 120)
ptx=(75 120)

# The hash of names, contents and flags of everything that goes into the image.
source_hash() {
  {
    echo "${flags[@]}" "${architectures[@]}" "${ptx[@]}"
    find formulas kernels -type f | LC_ALL=C sort | xargs sha256sum
  } | sha256sum | cut -c 1-64
}

find_nvcc() {
  local place
  for place in "${NVCC:-}" "$(command -v nvcc || true)" "${CUDA_HOME:-}/bin/nvcc" "${CUDA_PATH:-}/bin/nvcc" \
    /usr/local/cuda/bin/nvcc; do
    if [ -n "$place" ] && [ -x "$place" ]; then
      echo "$place"
      return
    fi
  done
}

# Code for every device that this nvcc knows, and PTX for those that come later.
generate_code() {
  local known a
  known=" $("$nvcc" --list-gpu-code | tr '\n' ' ') "
  for a in "${architectures[@]}"; do
    [[ $known == *" sm_$a "* ]] && echo "-gencode=arch=compute_$a,code=sm_$a"
  done
  for a in "${ptx[@]}"; do
    [[ $known == *" sm_$a "* ]] && echo "-gencode=arch=compute_$a,code=compute_$a"
  done
  return 0
}

# Where built images are kept, each in a folder of its own; nothing: nowhere.
cache_of_images() {
  if [ -n "${NTK_CACHE-unset}" ] && [ -n "${NTK_CACHE:-${XDG_CACHE_HOME:-${HOME:-}}}" ]; then
    echo "${NTK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ntk-asymptotics}/kernels"
  fi
}

# The hash of everything that decides what nvcc writes; its arguments are the targets.
image_key() {
  { echo "$NTK_SOURCE_HASH" "$@"; "$nvcc" --version; } | sha256sum | cut -c 1-32
}

# take_cached FOLDER: copies the image from there if it is whole.
take_cached() {
  [ -s "$1/kernels.fatbin" ] && cp "$1/kernels.fatbin" "$images/kernels.fatbin.new" && touch -c "$1" &&
    [ "$(sha256sum <"$images/kernels.fatbin.new")" = "$(cat "$1/sha256" 2>/dev/null)" ]
}

# keep_cached FOLDER: each file appears by a rename; where two builds mix, the checksum is wrong and the image not used.
# The eight images used last are kept.
keep_cached() {
  mkdir -p "$1" &&
    cp "$images/kernels.fatbin.new" "$1/kernels.fatbin.$$" && mv -f "$1/kernels.fatbin.$$" "$1/kernels.fatbin" &&
    sha256sum <"$1/kernels.fatbin" >"$1/sha256.$$" && mv -f "$1/sha256.$$" "$1/sha256" &&
    (cd "$(dirname "$1")" && ls -t | tail -n +9 | xargs -r rm -rf --)
}

build_image() {
  mkdir -p "$images"
  if [ -z "$nvcc" ]; then
    rm -f "$images/kernels.fatbin"
    echo "$NTK_SOURCE_HASH" > "$images/kernels.sha256"
    echo "cuda-kernels: no nvcc here (looked at NVCC, PATH, CUDA_HOME, CUDA_PATH, /usr/local/cuda):" \
      "the jar has no CUDA kernels and computes on the CPU"
    return
  fi
  if [ -s "$images/kernels.fatbin" ] && [ "$(cat "$images/kernels.sha256" 2>/dev/null)" = "$NTK_SOURCE_HASH" ]; then
    return
  fi
  rm -f "$images/kernels.sha256"
  local code cached
  mapfile -t code < <(generate_code)
  cached=$(cache_of_images)
  cached=${cached:+$cached/$(image_key "${code[@]}")}
  if [ -z "$cached" ] || ! take_cached "$cached"; then
    echo "cuda-kernels: compiling with $("$nvcc" --version | tail -n 1)"
    "$nvcc" "${flags[@]}" -DNTK_SOURCE_HASH="$NTK_SOURCE_HASH" "${code[@]}" --threads 2 -Xfatbin -compress-all \
      -fatbin -o "$images/kernels.fatbin.new" kernels/image.cu
    if [ -n "$cached" ] && ! keep_cached "$cached" 2>/dev/null; then
      echo "cuda-kernels: the image could not be kept in $cached"
    fi
  fi
  mv "$images/kernels.fatbin.new" "$images/kernels.fatbin"
  echo "$NTK_SOURCE_HASH" > "$images/kernels.sha256"
}

nvcc=$(find_nvcc)
NTK_SOURCE_HASH=$(source_hash)
export NTK_SOURCE_HASH
build_image
for part in emulated-device cublas12-on-cuda13 xsyevd; do
  if [ -x "$part/build.sh" ]; then
    "$part/build.sh" "$target"
  fi
done
if [ "${2:-}" = --sanitize ]; then
  emulated-device/build.sh "$target" --sanitize
fi
