// What every formula needs, and the one place where nvcc and g++ differ in the words they want.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#ifdef __CUDACC__
#define NTK_FUNCTION __host__ __device__ inline
#define NTK_TABLE __device__ const
#else
#define NTK_FUNCTION inline
#define NTK_TABLE static const
#define __grid_constant__
#endif

// Passed by value as the last argument of every kernel matrix function; it lies in the constant bank.
struct KernelParameters {
  double sigma_w;            // > 0
  double sigma_b;            // >= 0
  double scale;              // 1/M
  double shape[4];           // what a kernel needs besides; 0 where it needs nothing
  double coefficients[120];  // of a kernel's polynomials; 0 where it has none
};
static_assert(sizeof(KernelParameters) == 1016, "Java packs these 1016 bytes");
