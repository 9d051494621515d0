#!/usr/bin/env bash
# compile-kernels.sh SOURCE.cu LIBRARY.so DIRECTORY_OF_LIBCUDA [g++ options …]
#
# Compiles device code for the emulated device. g++ reads it through device-code/cuda_on_cpu.h; between preprocessing and
# compiling, three marks that this header leaves are replaced:
#   - every `extern "C" __global__` function is registered under its name, with its parameters' types and launch bounds;
#   - `__shared__ T name[…];` becomes a reference to the running block's memory;
#   - `extern __shared__ T name[];` becomes a pointer to the block's dynamic shared memory.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source=$1 library=$2 driver=$3
shift 3

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

g++ -std=c++17 -E -x c++ -Wno-unknown-pragmas -I "$here/device-code" -include cuda_on_cpu.h "$@" "$source" >"$work/marked.ii"

# An argument list of __launch_bounds__, with parentheses up to two levels deep inside.
inner='([^()]|\(([^()]|\([^()]*\))*\))*'
bounds="emulated_bounds_mark *\(\($inner\)\)"
name_of() { sed -E "s/$bounds//g; s/.*emulated_kernel_mark *(static )? *void +([A-Za-z_0-9]+) *\(.*/\2/" <<<"$1"; }
bounds_of() { grep -oE "$bounds" <<<"$1" | sed -E 's/emulated_bounds_mark *\((.*)\)/\1/' || true; }

# One line of C++ a kernel, after its head `extern "C" __global__ void name(…)`.
registrations() {
  grep -v '^#' "$work/marked.ii" | tr '\n' ' ' | { grep -oE 'extern +"C" +emulated_kernel_mark[^;{]*' || true; } |
    while IFS= read -r head; do
      name=$(name_of "$head")
      limits=$(bounds_of "$head")
      limits=${limits#(} limits=${limits%)}
      printf 'static const ::emulated::KernelRegistration emulated_registration_of_%s(\n' "$name"
      printf '    ::emulated::Launchable<&%s>::entry("%s"%s));\n' "$name" "$name" "${limits:+, $limits}"
    done
}

name='[A-Za-z_][A-Za-z_0-9]*'
site='::emulated::Site{__builtin_FILE(), __builtin_LINE()}'
{
  sed -zE \
    -e "s/extern +emulated_shared_mark +([^;]*[^A-Za-z_0-9;])($name) *\[ *\] *;/\1 * const \2 = ::emulated::DynamicShared();/g" \
    -e "s/emulated_shared_mark +([^;=]*[^A-Za-z_0-9;=])($name) *((\[[^];]*\] *)*);/typedef \1 emulated_type_of_\2 \3; static const ::emulated::SharedVariable emulated_place_of_\2(sizeof(emulated_type_of_\2), alignof(emulated_type_of_\2), $site); emulated_type_of_\2\& \2 = *static_cast<emulated_type_of_\2*>(emulated_place_of_\2.of_running_block());/g" \
    -e "s/$bounds//g" \
    -e 's/emulated_kernel_mark//g' \
    "$work/marked.ii"
  registrations
} >"$work/kernels.ii"

g++ -std=c++17 -O2 -g1 -fPIC -shared -ffp-contract=off -fno-strict-aliasing -Wno-unknown-pragmas "$@" \
  -o "$library" "$work/kernels.ii" "$driver/libcuda.so.1" -Wl,-rpath,'$ORIGIN'
