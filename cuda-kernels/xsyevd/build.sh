#!/usr/bin/env bash
# Builds the native half of Xsyevd.java, through which eigenvectors come from cuSOLVER's 64-bit solver.
#
#   build.sh TARGET      → TARGET/classes/cuda/xsyevd/libntk-xsyevd.so
#
# Needs g++ and the jni.h of a JDK: that of JAVA_HOME, or of the javac on the path. Nothing is built again while the sources
# stay the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out="$1/classes/cuda/xsyevd"
compiler=${CXX:-g++}

jdk=${JAVA_HOME:-}
if [ ! -f "$jdk/include/jni.h" ] && command -v javac >/dev/null; then
  jdk=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
fi
if [ "$(uname -sm)" != "Linux x86_64" ] || ! command -v "$compiler" >/dev/null || [ ! -f "$jdk/include/jni.h" ]; then
  echo "xsyevd: needs $compiler on Linux x86_64 and a JDK's jni.h: eigenvectors come from the 32-bit solver, M up to 32,000"
  exit 0
fi
hash=$(cat build.sh xsyevd.cpp ../old_glibc.h | sha256sum | cut -c 1-64)
if [ "$(cat "$out/xsyevd.sha256" 2>/dev/null)" = "$hash" ]; then
  exit 0
fi
mkdir -p "$out"
"$compiler" -std=c++17 -O2 -s -Wall -Wextra -Werror -shared -fPIC -fvisibility=hidden -fno-exceptions -fno-rtti \
  -I "$jdk/include" -I "$jdk/include/linux" -Wl,-soname,libntk-xsyevd.so -Wl,--as-needed -static-libgcc \
  -o "$out/libntk-xsyevd.so.new" xsyevd.cpp -ldl
mv "$out/libntk-xsyevd.so.new" "$out/libntk-xsyevd.so"
echo "$hash" >"$out/xsyevd.sha256"
