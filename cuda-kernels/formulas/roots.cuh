// Reciprocals and square roots without the slow paths of the exact ones.
//
// Formula: a seed of about 20 bits (double) or 22 bits (single) from the special function unit, then one step of third
// order (double) or second order (single). In double precision a root costs 5 operations of the FP64 pipe and a quotient
// 4, where the correctly rounded ones take about 10 each and a branch. Domain: normal positive numbers of the whole
// exponent range; root 0 at 0 and below the smallest normal number. Error: 1.5 ulp each, asserted
// through the entries by GramContract.
#pragma once

#include "kernel_parameters.cuh"

// The upper half of a double: sign, exponent and 20 bits. Reading it costs nothing on a device.
NTK_FUNCTION int32_t high_word(double x) {
#ifdef __CUDA_ARCH__
  return __double2hiint(x);
#else
  int64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return static_cast<int32_t>(bits >> 32);
#endif
}

NTK_FUNCTION int32_t high_word(float x) {
#ifdef __CUDA_ARCH__
  return __float_as_int(x);
#else
  int32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
#endif
}

#ifndef __CUDA_ARCH__
// The host's stand-in for a seed: as few bits as the device gives.
inline double seed_bits(double exact) {
  int64_t bits;
  std::memcpy(&bits, &exact, sizeof bits);
  bits &= ~((int64_t{1} << 32) - 1);
  std::memcpy(&exact, &bits, sizeof bits);
  return exact;
}
#endif

// About 1/x.
NTK_FUNCTION double reciprocal_seed(double x) {
#ifdef __CUDA_ARCH__
  double y;
  asm("rcp.approx.ftz.f64 %0, %1;" : "=d"(y) : "d"(x));
  return y;
#else
  return seed_bits(1 / x);
#endif
}

NTK_FUNCTION float reciprocal_seed(float x) {
#ifdef __CUDA_ARCH__
  float y;
  asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
  return y;
#else
  return 1 / x;
#endif
}

// About 1/sqrt(x).
NTK_FUNCTION double inverse_root_seed(double x) {
#ifdef __CUDA_ARCH__
  double y;
  asm("rsqrt.approx.ftz.f64 %0, %1;" : "=d"(y) : "d"(x));
  return y;
#else
  return seed_bits(1 / std::sqrt(x));
#endif
}

NTK_FUNCTION float inverse_root_seed(float x) {
#ifdef __CUDA_ARCH__
  float y;
  asm("rsqrt.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
  return y;
#else
  return 1 / std::sqrt(x);
#endif
}

// sqrt(x), given the seed of its inverse.
NTK_FUNCTION double root_from_seed(double x, double seed) {
  double y = x * seed;
  double e = fma(-y, seed, 1.0);
  double root = fma(y * e, fma(0.375, e, 0.5), y);
  return high_word(x) < 0x00100000 ? 0.0 : root;
}

NTK_FUNCTION float root_from_seed(float x, float seed) {
  float y = x * seed;
  float root = fmaf(fmaf(-y, y, x), 0.5f * seed, y);
  return high_word(x) < 0x00800000 ? 0.0f : root;
}

// n/x.
NTK_FUNCTION double quotient(double n, double x) {
  double y = reciprocal_seed(x);
  double e = fma(-x, y, 1.0);
  double q = n * y;
  return fma(q, fma(e, e, e), q);
}

NTK_FUNCTION float quotient(float n, float x) {
  float y = reciprocal_seed(x);
  float q = n * y;
  return fmaf(fmaf(-x, q, n), y, q);
}

NTK_FUNCTION double fused(double a, double b, double c) { return fma(a, b, c); }
NTK_FUNCTION float fused(float a, float b, float c) { return fmaf(a, b, c); }
