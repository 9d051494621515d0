// CUDA's arithmetic intrinsics. Those that a device rounds to nearest are exact here; the fast ones (__expf, rsqrtf …)
// are more accurate here than on a device, where they err by some units in the last place.
#pragma once

#include <math.h>

#include <cstdint>
#include <cstring>

#include "warp.h"

#define EMULATED_ROUNDED_ARITHMETIC(T, prefix, suffix)                                        \
  inline T __##prefix##add##suffix(T a, T b) { return a + b; }                                \
  inline T __##prefix##sub##suffix(T a, T b) { return a - b; }                                \
  inline T __##prefix##mul##suffix(T a, T b) { return a * b; }                                \
  inline T __##prefix##div##suffix(T a, T b) { return a / b; }                                \
  inline T __##prefix##rcp##suffix(T a) { return T(1) / a; }                                  \
  inline T __##prefix##sqrt##suffix(T a) { return std::sqrt(a); }
EMULATED_ROUNDED_ARITHMETIC(double, d, _rn)
EMULATED_ROUNDED_ARITHMETIC(float, f, _rn)
#undef EMULATED_ROUNDED_ARITHMETIC

inline double __fma_rn(double a, double b, double c) { return std::fma(a, b, c); }
inline float __fmaf_rn(float a, float b, float c) { return std::fma(a, b, c); }
inline float __frsqrt_rn(float a) { return static_cast<float>(1.0 / std::sqrt(static_cast<double>(a))); }
inline double rsqrt(double a) { return 1.0 / std::sqrt(a); }
inline float rsqrtf(float a) { return __frsqrt_rn(a); }
inline float rsqrt(float a) { return __frsqrt_rn(a); }
inline double rcbrt(double a) { return 1.0 / std::cbrt(a); }
inline double rhypot(double a, double b) { return 1.0 / std::hypot(a, b); }
inline double norm3d(double a, double b, double c) { return std::sqrt(a * a + b * b + c * c); }

inline float __expf(float a) { return std::exp(a); }
inline float __logf(float a) { return std::log(a); }
inline float __log2f(float a) { return std::log2(a); }
inline float __sinf(float a) { return std::sin(a); }
inline float __cosf(float a) { return std::cos(a); }
inline float __tanf(float a) { return std::tan(a); }
inline float __powf(float a, float b) { return std::pow(a, b); }
inline float __fdividef(float a, float b) { return a / b; }
inline float fdividef(float a, float b) { return a / b; }
inline float __saturatef(float a) { return a > 0 ? (a < 1 ? a : 1.0f) : 0.0f; }

inline double sinpi(double a) { return std::sin(M_PI * std::remainder(a, 2.0)); }
inline double cospi(double a) { return std::cos(M_PI * std::remainder(a, 2.0)); }
inline void sincospi(double a, double* s, double* c) { *s = sinpi(a), *c = cospi(a); }

inline long long __double_as_longlong(double a) { return emulated::from_bits<long long>(emulated::to_bits(a)); }
inline double __longlong_as_double(long long a) { return emulated::from_bits<double>(emulated::to_bits(a)); }
inline int __float_as_int(float a) { return emulated::from_bits<int>(emulated::to_bits(a)); }
inline unsigned __float_as_uint(float a) { return emulated::from_bits<unsigned>(emulated::to_bits(a)); }
inline float __int_as_float(int a) { return emulated::from_bits<float>(emulated::to_bits(a)); }
inline float __uint_as_float(unsigned a) { return emulated::from_bits<float>(emulated::to_bits(a)); }
inline int __double2hiint(double a) { return static_cast<int>(emulated::to_bits(a) >> 32); }
inline int __double2loint(double a) { return static_cast<int>(emulated::to_bits(a) & 0xffffffffu); }
inline double __hiloint2double(int high, int low) {
  return emulated::from_bits<double>(
      static_cast<std::uint64_t>(static_cast<unsigned>(high)) << 32 | static_cast<unsigned>(low));
}

inline int __double2int_rn(double a) { return static_cast<int>(std::nearbyint(a)); }
inline int __double2int_rz(double a) { return static_cast<int>(a); }
inline long long __double2ll_rn(double a) { return static_cast<long long>(std::nearbyint(a)); }
inline int __float2int_rn(float a) { return static_cast<int>(std::nearbyint(a)); }
inline int __float2int_rz(float a) { return static_cast<int>(a); }
inline float __double2float_rn(double a) { return static_cast<float>(a); }
inline double __int2double_rn(int a) { return a; }
inline double __ll2double_rn(long long a) { return static_cast<double>(a); }
inline float __int2float_rn(int a) { return static_cast<float>(a); }

inline int __popc(unsigned a) { return __builtin_popcount(a); }
inline int __popcll(unsigned long long a) { return __builtin_popcountll(a); }
inline int __ffs(int a) { return __builtin_ffs(a); }
inline int __ffsll(long long a) { return __builtin_ffsll(a); }
inline int __clz(int a) { return a == 0 ? 32 : __builtin_clz(static_cast<unsigned>(a)); }
inline int __clzll(long long a) { return a == 0 ? 64 : __builtin_clzll(static_cast<unsigned long long>(a)); }
inline unsigned __umulhi(unsigned a, unsigned b) { return static_cast<unsigned>(std::uint64_t{a} * b >> 32); }
inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
  return static_cast<unsigned long long>(static_cast<unsigned __int128>(a) * b >> 64);
}

// Loads and stores with a hint for the cache.
#define EMULATED_LOAD(name)                                \
  template <class T>                                       \
  T name(const T* address) {                               \
    return *address;                                       \
  }
EMULATED_LOAD(__ldg)
EMULATED_LOAD(__ldca)
EMULATED_LOAD(__ldcg)
EMULATED_LOAD(__ldcs)
EMULATED_LOAD(__ldlu)
EMULATED_LOAD(__ldcv)
#undef EMULATED_LOAD
#define EMULATED_STORE(name)                               \
  template <class T>                                       \
  void name(T* address, T value) {                         \
    *address = value;                                      \
  }
EMULATED_STORE(__stwb)
EMULATED_STORE(__stcg)
EMULATED_STORE(__stcs)
EMULATED_STORE(__stwt)
#undef EMULATED_STORE

#define EMULATED_EXTREMA(A, B)                             \
  inline auto min(A a, B b) { return b < a ? b : a; }      \
  inline auto max(A a, B b) { return a < b ? b : a; }
EMULATED_EXTREMA(int, int)
EMULATED_EXTREMA(unsigned, unsigned)
EMULATED_EXTREMA(long, long)
EMULATED_EXTREMA(unsigned long, unsigned long)
EMULATED_EXTREMA(long long, long long)
EMULATED_EXTREMA(unsigned long long, unsigned long long)
#undef EMULATED_EXTREMA
inline float min(float a, float b) { return std::fmin(a, b); }
inline float max(float a, float b) { return std::fmax(a, b); }
inline double min(double a, double b) { return std::fmin(a, b); }
inline double max(double a, double b) { return std::fmax(a, b); }
