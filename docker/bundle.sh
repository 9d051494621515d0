#!/usr/bin/env bash
# Makes the portable bundle: one archive that runs on Linux x86-64 (glibc 2.34 or newer) with nothing installed.
#
#   docker/bundle.sh [--no-build] [--level 0…9]      → target/ntk-asymptotics-bundle.tar.xz
#
# --no-build packs what target/ has; --level is xz's, 6 unless told. Inside, below ntk-asymptotics/:
#   ntk                      the launcher, which takes the runtime beside it
#   runtime/                 a Java runtime of the modules below, made by jlink of the JDK that builds
#   lib/ntk-asymptotics.jar  the engine with its CPU and CUDA natives, stored, so that xz sees through it
#   tests/                   the test classes and JUnit, for the CUDA contract suite
#   benchmarks/              gpu-acceptance.sh, the JMH benchmarks and their peers
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The program's own; JUnit and JMH need no more. java.desktop draws PNG files, headless.
modules=java.base,java.desktop,java.logging,java.management,java.net.http,java.xml,jdk.crypto.ec,jdk.incubator.vector
modules=$modules,jdk.management,jdk.unsupported

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

# The JDK whose javac comes first, unless JAVA_HOME names one: as Maven takes it.
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /none/bin/javac)")")")}
[ -x "$jdk/bin/jlink" ] || fail "needs a JDK with jlink, found none in $jdk"

if [ "$build" = yes ]; then
  mvn -q -B -DskipTests package
  mvn -q -B -f benchmarks package
fi
for made in target/ntk-asymptotics.jar target/test-classes/org benchmarks/target/benchmarks.jar benchmarks/target/junit; do
  [ -e "$made" ] || fail "$made is not there: run without --no-build"
done

# The classes may need no module that the runtime lacks.
needed=$("$jdk/bin/jdeps" --multi-release 17 --ignore-missing-deps --no-recursive --print-module-deps \
  --class-path target/ntk-asymptotics.jar target/classes)
for module in ${needed//,/ }; do
  [[ ,$modules, == *",$module,"* ]] || fail "the engine needs the module $module: add it to the list in docker/bundle.sh"
done

stage=target/bundle/ntk-asymptotics
rm -rf target/bundle
mkdir -p "$stage/lib" "$stage/tests" "$stage/benchmarks"
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$stage/runtime" 2>&1 |
  { grep -v 'Using incubator modules' || true; }
# The classes that every Java program loads, as JDKs come with them.
"$stage/runtime/bin/java" -Xshare:dump >/dev/null

unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
(cd "$unpacked" && "$jdk/bin/jar" --extract --file "$OLDPWD/target/ntk-asymptotics.jar")
"$jdk/bin/jar" --create --no-compress --manifest "$unpacked/META-INF/MANIFEST.MF" \
  --file "$stage/lib/ntk-asymptotics.jar" -C "$unpacked" . 2>/dev/null
# All files of the bundle have one date: by this the launcher tells one jar from the next.
sha256sum "$stage/lib/ntk-asymptotics.jar" | head -c 16 >"$stage/lib/ntk-asymptotics.jar.id"
echo >>"$stage/lib/ntk-asymptotics.jar.id"
cp -r target/test-classes "$stage/tests/classes"
cp benchmarks/target/junit/*.jar "$stage/tests/"
cp -r benchmarks/target/benchmarks.jar benchmarks/target/lib benchmarks/peers benchmarks/*.py benchmarks/*.sh \
  "$stage/benchmarks/"
find "$stage/benchmarks" -name __pycache__ -prune -exec rm -rf {} +
cp ntk LICENSE README.md "$stage/"

archive=target/ntk-asymptotics-bundle.tar.xz
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C target/bundle ntk-asymptotics |
  xz "-$level" --threads=0 >"$archive.new"
mv "$archive.new" "$archive"
echo "bundle: $archive, $(($(stat -c %s "$archive") / 1000000)) MB"
