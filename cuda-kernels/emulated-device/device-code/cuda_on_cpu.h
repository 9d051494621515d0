// Included before every .cu file: the part of CUDA's language that a C++17 compiler lacks.
//
// Three words cannot be said with macros alone. `__global__`, `__shared__` and `__launch_bounds__` become marks here, which
// compile-kernels.sh replaces in the preprocessed source: kernels are registered under their name, shared variables are
// looked up in the running block.
#pragma once

#include <math.h>

#include <cassert>
#include <cfloat>
#include <climits>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <limits>
#include <type_traits>

#include "atomics.h"
#include "execution.h"
#include "intrinsics.h"
#include "registration.h"
#include "vector_types.h"
#include "warp.h"

#define __global__ emulated_kernel_mark
#define __shared__ emulated_shared_mark
#define __launch_bounds__(...) emulated_bounds_mark((__VA_ARGS__))
#define __device__
#define __host__
#define __constant__
#define __grid_constant__
#define __forceinline__ inline __attribute__((always_inline))
#define __noinline__ __attribute__((noinline))
#define __align__(bytes) __attribute__((aligned(bytes)))

#define threadIdx (::emulated::running->thread)
#define blockIdx (::emulated::running->block)
#define blockDim (::emulated::running->block_size)
#define gridDim (::emulated::running->grid_size)
#define warpSize (static_cast<int>(::emulated::warp_size))

inline void __syncthreads(emulated::Site site = EMULATED_SITE) { emulated::block_barrier(false, site); }
inline int __syncthreads_count(int predicate, emulated::Site site = EMULATED_SITE) {
  return static_cast<int>(emulated::block_barrier(predicate != 0, site));
}
inline int __syncthreads_or(int predicate, emulated::Site site = EMULATED_SITE) {
  return emulated::block_barrier(predicate != 0, site) != 0;
}
inline int __syncthreads_and(int predicate, emulated::Site site = EMULATED_SITE) {
  return emulated::block_barrier(predicate == 0, site) == 0;
}
[[noreturn]] inline void __trap(emulated::Site site = EMULATED_SITE) { emulated::trap(site); }

#undef assert
#define assert(condition) \
  (static_cast<bool>(condition) ? static_cast<void>(0) : ::emulated::failed_assertion(#condition, EMULATED_SITE))
