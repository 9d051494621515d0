// Points of a tile in shared memory, and which part of a tile a thread owns: shared by gram.cu and product.cu.
#pragma once

#include "../formulas/kernels.cuh"

// The arctangent's nodes, in shared memory: lanes look up different bins. Ends with a barrier to be set by the caller.
template <class real>
__device__ void load_arctangent(ArctangentNode<real>* table) {
  for (int k = threadIdx.x; k < ARCTANGENT_NODES; k += blockDim.x) {
    table[k] = arctangent_node<real>(k);
  }
}

// Up to this dimension angles come from minors, above from chords, as in PointColumns.java.
constexpr int MINORS_UP_TO = 3;

// Coordinates summed before they join a total: keeps the rounding of long sums small.
constexpr int RUN = 16;

// Point i, from coordinate after coordinate of all m.
template <class real, int d>
__device__ Point<real, d> load_point(const real* points, const real* norms, long long m, long long i, const Lift<real>& lift) {
  Point<real, d> point;
#pragma unroll
  for (int k = 0; k < d; k++) {
    point.x[k] = points[k * m + i];
    point.w2_x[k] = lift.w2 * point.x[k];
  }
  point.norm = norms[i];
  return point;
}

// 1/r, 0 where r = 0.
template <class real>
__device__ real inverse_norm(real norm) {
  return norm > 0 ? 1 / norm : 0;
}

// Coordinate k in [0, d] of x~ without 1/r: sigma_w x_k, the last sigma_b.
template <class real>
__device__ real lifted_coordinate(const real* points, long long m, int d, long long i, int k, const Lift<real>& lift) {
  return k < d ? lift.w * points[k * m + i] : lift.b;
}
