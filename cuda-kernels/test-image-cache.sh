#!/usr/bin/env bash
# Builds with a compiler that only counts its calls: an image is compiled once, and again when it must be.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)/"a b"
trap 'rm -rf "${work%/*}"' EXIT
mkdir -p "$work/bin"
# No C++ compiler: only the images are built.
for tool in bash cat cp cut dirname find ls mkdir mv rm sed sha256sum sort tail touch tr uname xargs; do
  ln -s "$(command -v "$tool")" "$work/bin/"
done
cat >"$work/nvcc" <<'NVCC'
#!/usr/bin/env bash
case $1 in
  --version) cat "${0%/*}/version" ;;
  --list-gpu-code) printf 'sm_80\nsm_90\n' ;;
  *)
    echo "$@" >>"${0%/*}/calls"
    while [ "$1" != -o ]; do shift; done
    echo image >"$2"
    ;;
esac
NVCC
chmod +x "$work/nvcc"
echo "release 1" >"$work/version"

# build CACHE: a fresh build; fails unless it leaves an image that belongs to the sources.
build() {
  rm -rf "$work/target"
  env -i PATH="$work/bin" NVCC="$work/nvcc" HOME="$work/home" NTK_CACHE="$1" bash "$here/build.sh" "$work/target" >"$work/said"
  [ "$(cat "$work/target/classes/cuda/kernels.fatbin")" = image ] && [ -s "$work/target/classes/cuda/kernels.sha256" ]
}

expect() {
  local calls
  calls=$(wc -l <"$work/calls")
  [ "$calls" = "$2" ] || {
    echo "image cache: $1: $2 calls of nvcc expected so far, got $calls: $(cat "$work/said")" >&2
    exit 1
  }
}

cache=$work/cache
build "$cache"
expect "the first build compiles" 1
build "$cache"
expect "the second takes the image from the cache" 1
for image in "$cache"/kernels/*/kernels.fatbin; do echo damaged >"$image"; done
build "$cache"
expect "a damaged image is compiled again" 2
build "$cache"
expect "and replaced" 2
echo "release 2" >"$work/version"
build "$cache"
expect "another nvcc compiles again" 3
build ""
expect "without a cache every build compiles" 4
build /dev/null/cache
expect "a cache that cannot be written is done without" 5
[ ! -e "$work/home" ] || {
  echo "image cache: something was written to the home directory" >&2
  exit 1
}
echo "image cache: passed"
