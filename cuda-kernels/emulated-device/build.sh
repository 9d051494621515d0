#!/usr/bin/env bash
# build.sh TARGET [--sanitize]      TARGET is Maven's build directory; NTK_SOURCE_HASH the hash of the kernels' sources
#
# Makes TARGET/emulated-device: libcuda.so.1, libcublas.so.12, libcusolver.so.11, libcusolverMg.so.11 and the kernels that
# they run, all on the CPU. With --sanitize, TARGET/emulated-device-sanitized: the same with AddressSanitizer, the kernels
# with bounds and alignment checks besides. Nothing is built again while the sources stay the same.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
hash=${NTK_SOURCE_HASH:-unknown}
sanitize=${2:-}
out=$1/emulated-device${sanitize:+-sanitized}

if ! command -v g++ >/dev/null || [ "$(uname -sm)" != "Linux x86_64" ]; then
  echo "cuda-kernels: no g++ for Linux on x86-64 here: no emulated device, its tests are left out"
  exit 0
fi

flags=(-std=c++17 -O2 -g1 -fPIC -shared -fvisibility=hidden -Wall -Wextra -Werror)
kernel_flags=(-DNTK_SOURCE_HASH="$hash" -I "$here/../kernels" -I "$here/../formulas")
if [ -n "$sanitize" ]; then
  flags+=(-fsanitize=address -fno-omit-frame-pointer)
  kernel_flags+=(-fsanitize=address,bounds,alignment -fno-sanitize-recover=all -fno-omit-frame-pointer)
fi
# Fused multiply-adds are exact either way, and slow as calls.
if grep -qw fma /proc/cpuinfo; then kernel_flags+=(-mfma); fi

sources() { find "$here" "$here/../kernels" "$here/../formulas" -type f | LC_ALL=C sort; }
state=$({ g++ --version; echo "${flags[@]}" "${kernel_flags[@]}"; sources | xargs sha256sum; } | sha256sum)
if [ "$(cat "$out/built-from" 2>/dev/null)" = "$state" ]; then exit 0; fi

# library SONAME LINKED SOURCE…
library() {
  local soname=$1 linked=$2
  shift 2
  g++ "${flags[@]}" -Wl,-soname,"$soname" -Wl,-rpath,'$ORIGIN' -o "$out/$soname" "$@" $linked -ldl
}

echo "cuda-kernels: building the emulated device"
rm -rf "$out"
mkdir -p "$out"
driver=$out/libcuda.so.1
library libcuda.so.1 "" "$here"/execution/*.cpp "$here"/driver/*.cpp
library libcublas.so.12 "$driver" -O3 "$here"/cublas/*.cpp -Wl,--version-script="$here/cublas/libcublas.map"
library libcusolver.so.11 "$driver" -O3 "$here"/cusolver/cusolver.cpp -Wl,--version-script="$here/cusolver/libcusolver.map"
library libcusolverMg.so.11 "" "$here"/cusolver/cusolver_mg.cpp -Wl,--version-script="$here/cusolver/libcusolverMg.map"
"$here/compile-kernels.sh" "$here/../kernels/image.cu" "$out/libntk-emulated-kernels.so" "$out" "${kernel_flags[@]}"

# The driver asks for an image that is not empty; what is in it does not matter here.
echo "kernels of the emulated device" >"$out/kernels.fatbin"
echo "$state" >"$out/built-from"
