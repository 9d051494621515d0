#!/usr/bin/env bash
# Judges and measures the CUDA back end on this machine's NVIDIA GPU, from the portable bundle; at most 9 minutes.
#
#   benchmarks/gpu-acceptance.sh [BUNDLE.tar.xz] [--minutes N] [--out DIR] [--python PYTHON] [--emulated DEVICE_DIR]
#
# Runs the CUDA contract tests on the device, then ntk bench --backend cuda --peers --report, and writes
# results/<device>-<date>/ with contract-suite.txt, bench.json, report.html, report.md and, where there are several devices,
# devices.txt. PyTorch, CuPy and JAX are measured
# where PYTHON (the one of python3 and /usr/bin/python3 that has most of them) has them. The bundle is the one that this script
# lies in, else target/ntk-asymptotics-bundle.tar.xz, as docker/bundle.sh makes it. --emulated tries everything at small sizes
# on the device that cuda-kernels/emulated-device builds, with numpy in place of the peers. Exit code 1: a test fails or an
# answer is wrong.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
  echo "gpu-acceptance: $1" >&2
  exit "${2:-2}"
}

archive=$here/../target/ntk-asymptotics-bundle.tar.xz
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  archive=$1
  shift
fi
minutes=9 out=$here/results python='' emulated=''
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || fail "$1 needs a value, or is unknown: expected --minutes, --out, --python, --emulated"
  case $1 in
    --minutes) minutes=$2 ;;
    --out) out=$2 ;;
    --python) python=$2 ;;
    --emulated) emulated=$(realpath "$2") ;;
    *) fail "unknown option $1: expected --minutes, --out, --python, --emulated" ;;
  esac
  shift 2
done
[[ $minutes =~ ^[1-9][0-9]*$ ]] || fail "--minutes must be a whole number above 0, got '$minutes'"
[ -z "$emulated" ] || [ -f "$emulated/libcuda.so.1" ] || fail "--emulated: no libcuda.so.1 in $emulated"

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
if [ -x "$here/../runtime/bin/java" ]; then
  bundle=$(cd "$here/.." && pwd)
else
  [ -f "$archive" ] || fail "no bundle at $archive: make it by docker/bundle.sh, or name one"
  tar -xf "$archive" -C "$place" || python3 -m tarfile -e "$archive" "$place"
  bundle=$place/ntk-asymptotics
fi

# What differs on the emulated device: where it is, which tests, which sizes, and who stands in for the peers.
libraries=() tests=(-Dntk.require=gpu) classes='.*Cuda.*Test' sizes=() shared=200000
if [ -n "$emulated" ]; then
  export NTK_EMULATED_DEVICE=$place/settings
  echo 'devices = 2' >"$NTK_EMULATED_DEVICE"
  shared=300
  libraries=(--cuda-libs "$emulated")
  tests=(-Dntk.require=emulated "-Dntk.emulated-device=$emulated")
  classes='.*CudaEighTest'
  sizes=(--sizes 300,400 --dimensions 2 --widths 30 --hidden 1,2 --kernel relu-ntk --rounds 1 --quick)
  cat >"$place/stand-in" <<'PYTHON'
#!/bin/sh
[ "$1" = -c ] && exec python3 "$@"
exec python3 "$1" numpy cpu
PYTHON
  chmod +x "$place/stand-in"
  python=$place/stand-in
fi
peers=()
if [ -n "$python" ]; then
  peers=(--peers --python "$python")
elif command -v python3 >/dev/null; then
  peers=(--peers)
else
  echo "gpu-acceptance: no python3, so no peers"
fi

doctor=$("$bundle/ntk" doctor --json --backend cuda ${libraries[@]+"${libraries[@]}"}) || exit $?
device=$(sed -n 's/.*"device" *: *"\([^"]*\)".*/\1/p' <<<"$doctor" | head -n 1 | sed 's/ (device [0-9]*)$//')
devices=$(sed -n 's/.*"devices" *: *"\([0-9]*\)".*/\1/p' <<<"$doctor" | head -n 1)
name=$(tr '[:upper:]' '[:lower:]' <<<"$device" | tr -cs 'a-z0-9\n' - | sed 's/^-*//; s/-*$//')
out=$out/$name-$(date +%F)
mkdir -p "$out"
echo "gpu-acceptance: $device: results go to $out"

began=$SECONDS
suite=passed
timeout $((minutes * 20)) "$bundle/runtime/bin/java" "${tests[@]}" --add-modules jdk.incubator.vector \
  -cp "$bundle/tests/classes:$bundle/tests/*:$bundle/lib/ntk-asymptotics.jar" \
  org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=tree \
  "--scan-classpath=$bundle/tests/classes" --include-package=org.ntkasymptotics.backend.cuda \
  "--include-classname=$classes" >"$out/contract-suite.txt" 2>&1 || suite="FAILED with code $?"
grep -q '[1-9][0-9]* tests successful' "$out/contract-suite.txt" || suite="FAILED: no test ran"
echo "gpu-acceptance: contract tests: $suite ($(grep -oE '[0-9]+ tests (successful|failed|aborted)' \
  "$out/contract-suite.txt" | paste -sd ',' | sed 's/,/, /g'))"

left=$(awk "BEGIN { print ($minutes * 60 - ($SECONDS - $began)) / 60 - ($devices > 1) }")
bench=0
"$bundle/ntk" bench gram product eigh modes descent --backend cuda --report --minutes "$left" --out "$out" \
  ${libraries[@]+"${libraries[@]}"} ${peers[@]+"${peers[@]}"} ${sizes[@]+"${sizes[@]}"} || bench=$?

# Products shared by ever more devices, where there are several: seconds, and whether the eigenvalues are those of one.
for ((count = 1; devices > 1 && count <= devices; count = 2 * count > devices && count < devices ? devices : 2 * count)); do
  run=$place/shared-$count
  "$bundle/ntk" spectrum --matrix-free --no-halves --samples "$shared" --steps 6 --accuracy 0 --quiet --out "$run" \
    --backend cuda --device "$(seq -s , 0 $((count - 1)))" ${libraries[@]+"${libraries[@]}"} >/dev/null || bench=$?
  cmp -s "$place/shared-1/eigenvalues.npy" "$run/eigenvalues.npy" || bench="wrong numbers on $count devices"
  echo "$count of $devices devices: $(sed -n 's/.*"spectra" *: *\([0-9.]*\).*/\1/p' "$run/summary.json") s for 6 products," \
    "M = $shared" | tee -a "$out/devices.txt"
done
[ "$suite" = passed ] && [ "$bench" = 0 ] ||
  fail "not accepted: contract tests $suite, ntk bench ended with code $bench" 1
echo "gpu-acceptance: accepted"
