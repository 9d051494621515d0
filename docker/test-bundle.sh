#!/usr/bin/env bash
# Unpacks the portable bundle and runs it with an empty environment and no Java in sight.
#
#   docker/test-bundle.sh [EMULATED_DEVICE]      the bundle is target/ntk-asymptotics-bundle.tar.xz
#
# With the folder of the emulated device also on CUDA, and the GPU acceptance at its smallest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
archive=target/ntk-asymptotics-bundle.tar.xz
device=${1:+$(realpath "$1")}
size=$(stat -c %s "$archive")
limit=$((64 << 20))

place=$(mktemp -d)/"a b"
trap 'rm -rf "${place%/*}"' EXIT
mkdir "$place"

fail() {
  echo "bundle: $1" >&2
  exit 1
}

[ "$size" -le "$limit" ] || fail "$archive has $size bytes, more than $limit"
tar -xf "$archive" -C "$place"
cd "$place"
mkdir bin home
for tool in bash dirname readlink sed head cat env; do ln -s "$(command -v "$tool")" bin/; done

# alone COMMAND…: in an empty environment; only the tools above are on the path.
alone() {
  env -i HOME="$place/home" PATH="$place/bin" "$@"
}

# expect WHAT PATTERN COMMAND…: what it prints has the pattern, and nothing goes to standard error.
expect() {
  local what=$1 pattern=$2 said
  shift 2
  said=$(alone "$@" 2>stderr) || fail "$what: exit code $?: $(cat stderr)"
  [ ! -s stderr ] || fail "$what: said $(cat stderr)"
  [[ $said == *$pattern* ]] || fail "$what: expected '$pattern', got: $said"
  echo "bundle: $what: passed"
}

ntk=ntk-asymptotics/ntk
expect "version" "ntk " "$ntk" --version
expect "doctor sees its own runtime" "$place/ntk-asymptotics/runtime" "$ntk" doctor
for part in picocli OpenBLAS OpenJDK; do
  grep -q "^[^ ]*$part " ntk-asymptotics/licences.txt || fail "licences.txt lacks $part"
  grep -q "\"name\" : \"$part\"" ntk-asymptotics/sbom.json || fail "sbom.json lacks $part"
done
expect "spectrum on the CPU" "report: cpu/report.html" "$ntk" spectrum --samples 200 --target ball --out cpu --quiet
expect "bench finds its benchmarks" "report: bench/report.html" \
  "$ntk" bench fit --sizes 500 --rounds 1 --quick --report --out bench --quiet
[ -s cpu/figure.png ] || fail "no figure.png in $(ls cpu)"
if [ -n "$device" ]; then
  expect "spectrum on the emulated device" "report: cuda/report.html" \
    "$ntk" spectrum --samples 200 --target ball --out cuda --quiet --backend cuda --cuda-libs "$device"
  grep -q '"device": "Emulated device"' cuda/summary.json || fail "the emulated device was not used"
  env -i HOME="$place/home" PATH="$PATH" ntk-asymptotics/benchmarks/gpu-acceptance.sh --emulated "$device" --minutes 8 \
    --out "$place/results" >accepted 2>&1 || fail "GPU acceptance: $(cat accepted)"
  grep -q 'contract tests: passed' accepted || fail "GPU acceptance: $(cat accepted)"
  for row in '| cuda | double GEMM |' '## gram' '## product' '## eigh' '## modes' '## descent' 'Times PyTorch' \
    '| cuda, M = 400 | '; do
    grep -qF "$row" results/emulated-device-*/report.md || fail "GPU acceptance: no '$row' in $(cat accepted)"
  done
  echo "bundle: GPU acceptance on the emulated device: passed"
fi
