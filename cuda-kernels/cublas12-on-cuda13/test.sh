#!/usr/bin/env bash
# Calls stand-ins for CUDA 13's libraries through the forwarders: arguments in registers and on the stack, a function
# that is missing there, a library that is missing. Fails with a line that says what came instead.
#
#   test.sh FORWARDERS      the folder that build.sh filled
set -euo pipefail
forwarders=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
compiler=${CXX:-g++}

cat > stand_in.cpp <<'CPP'
#include <cstdio>
extern "C" int cublasDgemm_v2(void* handle, int opa, int opb, int m, int n, int k, const double* alpha,
    const double* a, int lda, const double* b, int ldb, const double* beta, double* c, int ldc) {
  std::printf("%p %d %d %d %d %d %g %p %d %p %d %g %p %d\n", handle, opa, opb, m, n, k, *alpha, (const void*)a, lda,
      (const void*)b, ldb, *beta, (void*)c, ldc);
  return 42;
}
CPP
cat > caller.cpp <<'CPP'
#include <cstdio>
extern "C" int cublasDgemm_v2(void*, int, int, int, int, int, const double*, const double*, int, const double*, int,
    const double*, double*, int);
extern "C" int cublasCreate_v2(void**);
extern "C" const char* cublasGetStatusString(int);
int main() {
  double alpha = 2.5, beta = -0.5;
  int status = cublasDgemm_v2((void*)0x10, 0, 1, 3, 4, 5, &alpha, (double*)0x20, 6, (double*)0x30, 7, &beta,
      (double*)0x40, 8);
  std::printf("%d %d '%s'\n", status, cublasCreate_v2(nullptr), cublasGetStatusString(1));
}
CPP
"$compiler" -shared -fPIC -Wl,-soname,libcublas.so.13 -o libcublas.so.13 stand_in.cpp
"$compiler" -o caller caller.cpp "$forwarders/libcublas.so.12"

expect() {
  if [ "$2" != "$3" ]; then
    echo "forwarder: $1: expected <$2>, got <$3>" >&2
    exit 1
  fi
}

there=$(LD_LIBRARY_PATH="$work:$forwarders" ./caller)
expect "with CUDA 13" "0x10 0 1 3 4 5 2.5 0x20 6 0x30 7 -0.5 0x40 8
42 15 ''" "$there"
rm libcublas.so.13
expect "without CUDA 13" "1 1 ''" "$(LD_LIBRARY_PATH="$forwarders" ./caller)"
for library in libcublas.so.12 libcusolver.so.11 libcusolverMg.so.11; do
  expect "soname" "$library" "$(readelf -dW "$forwarders/$library" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')"
done
