#!/usr/bin/env bash
# Makes the portable bundle: one archive that runs on Linux x86-64 (glibc 2.34 or newer) with nothing installed.
#
#   docker/bundle.sh [--no-build] [--level 0…9]      → target/ntk-asymptotics-bundle.tar.xz
#
# --no-build packs what target/ has; --level is xz's, 6 unless told. Inside, below ntk-asymptotics/, the program as
# docker/program.sh makes it, and
#   tests/                   the test classes and JUnit, for the CUDA contract suite
#   benchmarks/              gpu-acceptance.sh, the JMH benchmarks and their peers
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() {
  echo "bundle: $1" >&2
  exit 1
}

build=yes level=6
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=no ;;
    --level)
      level=${2:-}
      shift
      ;;
    *)
      echo "bundle: unknown option $1; expected --no-build or --level N" >&2
      exit 2
      ;;
  esac
  shift
done
case $level in
  [0-9]) ;;
  *)
    echo "bundle: --level must be 0 to 9, got '$level'" >&2
    exit 2
    ;;
esac

if [ "$build" = yes ]; then
  mvn -q -B -DskipTests package
  mvn -q -B -f benchmarks package
fi
for made in target/test-classes/org benchmarks/target/benchmarks.jar benchmarks/target/junit; do
  [ -e "$made" ] || fail "$made is not there: run without --no-build"
done

stage=target/bundle/ntk-asymptotics
rm -rf target/bundle
mkdir -p "$stage/tests" "$stage/benchmarks"
docker/program.sh "$stage"
cp -r target/test-classes "$stage/tests/classes"
cp benchmarks/target/junit/*.jar "$stage/tests/"
cp -r benchmarks/target/benchmarks.jar benchmarks/target/lib benchmarks/peers \
  benchmarks/*.sh "$stage/benchmarks/"
find "$stage/benchmarks" -name __pycache__ -prune -exec rm -rf {} +

archive=target/ntk-asymptotics-bundle.tar.xz
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C target/bundle ntk-asymptotics |
  xz "-$level" --threads=0 >"$archive.new"
mv "$archive.new" "$archive"
echo "bundle: $archive, $(($(stat -c %s "$archive") / 1000000)) MB"
