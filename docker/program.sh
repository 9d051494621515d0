#!/usr/bin/env bash
# Puts the program that needs nothing installed into a folder: what the portable bundle and the container images hold.
#
#   docker/program.sh FOLDER [--system ROOT] [--cuda LIBRARIES]      from what Maven left in target/
#
#   ntk                      the launcher, which takes the runtime beside it
#   runtime/                 a Java runtime of the modules below, made by jlink of the JDK that builds
#   lib/ntk-asymptotics.jar  the engine with its CPU and CUDA natives, stored, so that compression sees through it
#   sbom.json, licences.txt  what all this is made of: CycloneDX, and a list for people
#   LICENSE, README.md
#
# With --system, the list also has the Debian packages of the system below ROOT; with --cuda, NVIDIA's libraries in that folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The program's own; JUnit and JMH need no more. java.desktop draws PNG files, headless.
modules=java.base,java.desktop,java.logging,java.management,java.net.http,java.xml,jdk.crypto.ec,jdk.incubator.vector
modules=$modules,jdk.management,jdk.unsupported

fail() {
  echo "program: $1" >&2
  exit "${2:-1}"
}

usage="expected FOLDER [--system ROOT] [--cuda LIBRARIES]"
folder=${1:-}
[ -n "$folder" ] || fail "$usage" 2
shift
others=("$@")
while [ $# -gt 0 ]; do
  case $1 in
    --system | --cuda) [ -d "${2:-}" ] || fail "$1 ${2:-}: not a folder" 2 ;;
    *) fail "unknown option $1; $usage" 2 ;;
  esac
  shift 2
done

# The JDK whose javac comes first, unless JAVA_HOME names one: as Maven takes it.
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /none/bin/javac)")")")}
[ -x "$jdk/bin/jlink" ] || fail "needs a JDK with jlink, found none in $jdk"
jar=target/ntk-asymptotics.jar
for made in "$jar" target/sbom.json target/classes; do
  [ -e "$made" ] || fail "$made is not there: run mvn package"
done

# The classes may need no module that the runtime lacks.
needed=$("$jdk/bin/jdeps" --multi-release 17 --ignore-missing-deps --no-recursive --print-module-deps \
  --class-path "$jar" target/classes)
for module in ${needed//,/ }; do
  [[ ,$modules, == *",$module,"* ]] || fail "the engine needs the module $module: add it to the list in docker/program.sh"
done

rm -rf "$folder/runtime"
mkdir -p "$folder/lib"
"$jdk/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages --output "$folder/runtime" 2>&1 |
  { grep -v 'Using incubator modules' || true; }
# The classes that every Java program loads, as JDKs come with them.
"$folder/runtime/bin/java" -Xshare:dump >/dev/null

unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
(cd "$unpacked" && "$jdk/bin/jar" --extract --file "$OLDPWD/$jar")
"$jdk/bin/jar" --create --no-compress --manifest "$unpacked/META-INF/MANIFEST.MF" \
  --file "$folder/lib/ntk-asymptotics.jar" -C "$unpacked" . 2>/dev/null
# All files of the bundle have one date: by this the launcher tells one jar from the next.
sha256sum "$folder/lib/ntk-asymptotics.jar" | head -c 16 >"$folder/lib/ntk-asymptotics.jar.id"
echo >>"$folder/lib/ntk-asymptotics.jar.id"
cp ntk LICENSE README.md "$folder/"
"$jdk/bin/java" -cp "$jar" docker/Contents.java target/sbom.json "$jar" "$folder" "${others[@]}"
