// Tiles of pairs of points: what gram.cu and product.cu share. A tile has HEIGHT rows; a thread has ROWS of them, the same
// for all its columns, which it takes GROUP at a time.
#pragma once

#include "../formulas/kernels.cuh"

constexpr int WARP = 32;
constexpr int HEIGHT = 64;
constexpr int ROWS = HEIGHT / WARP;

// Columns whose chords a thread sums at a time, as many as its registers hold.
constexpr int GROUP = 4;

// Up to this dimension angles come from minors, above from chords, as in PointColumns.java.
constexpr int MINORS_UP_TO = 3;

// Coordinates summed before they join a total: keeps the rounding of long sums small.
constexpr int RUN = 16;

// The arctangent's nodes, in shared memory: lanes look up different bins. Ends with a barrier to be set by the caller.
template <class real>
__device__ void load_arctangent(ArctangentNode<real>* table) {
  for (int k = threadIdx.x; k < ARCTANGENT_NODES; k += blockDim.x) {
    table[k] = arctangent_node<real>(k);
  }
}

// Where a tile lies, and which part of it a thread owns.
struct TilePlace {
  long long row0;     // first row of the tile
  long long column0;  // first column of the tile
  int row[ROWS];      // the thread's rows within the tile
  int column;         // the first of the thread's columns within the tile
};

__device__ inline long long within(long long i, long long m) { return i < m ? i : m - 1; }

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

// r and 1/r on both sides of a tile of some width.
template <class real, int WIDTH>
struct TileNorms {
  real row[HEIGHT];
  real column[WIDTH];
  real inverse_row[HEIGHT];
  real inverse_column[WIDTH];

  __device__ void load_rows(const real* norms, long long m, long long row0) {
    for (int i = threadIdx.x; i < HEIGHT; i += blockDim.x) {
      row[i] = norms[within(row0 + i, m)];
      inverse_row[i] = inverse_norm(row[i]);
    }
  }

  __device__ void load_columns(const real* norms, long long m, long long column0) {
    for (int i = threadIdx.x; i < WIDTH; i += blockDim.x) {
      column[i] = norms[within(column0 + i, m)];
      inverse_column[i] = inverse_norm(column[i]);
    }
  }
};

// A run of coordinates of both sides of a tile.
template <class real, int WIDTH>
struct Directions {
  real row[RUN][HEIGHT];
  real column[RUN][WIDTH];
};

// |u - sign u'|^2 of the thread's pairs in GROUP columns from p.column + c0 on.
template <class real, int WIDTH>
__device__ void chords(
    const real* points, long long m, int d, const Lift<real>& lift, const TilePlace& p, int c0, real sign,
    const TileNorms<real, WIDTH>& norms, Directions<real, WIDTH>& u, real (*sum)[ROWS]) {
  for (int k0 = 0; k0 <= d; k0 += RUN) {
    int count = d + 1 - k0 < RUN ? d + 1 - k0 : RUN;
    __syncthreads();
    for (int t = threadIdx.x; t < count * HEIGHT; t += blockDim.x) {
      int i = t % HEIGHT;
      u.row[t / HEIGHT][i] =
          lifted_coordinate(points, m, d, within(p.row0 + i, m), k0 + t / HEIGHT, lift) * norms.inverse_row[i];
    }
    for (int t = threadIdx.x; t < count * WIDTH; t += blockDim.x) {
      int i = t % WIDTH;
      u.column[t / WIDTH][i] =
          sign * (lifted_coordinate(points, m, d, within(p.column0 + i, m), k0 + t / WIDTH, lift) * norms.inverse_column[i]);
    }
    __syncthreads();
    real part[GROUP][ROWS] = {};
    for (int k = 0; k < count; k++) {
#pragma unroll
      for (int c = 0; c < GROUP; c++) {
#pragma unroll
        for (int r = 0; r < ROWS; r++) {
          real difference = u.row[k][p.row[r]] - u.column[k][p.column + c0 + c];
          part[c][r] = fused(difference, difference, part[c][r]);
        }
      }
    }
#pragma unroll
    for (int c = 0; c < GROUP; c++) {
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        sum[c][r] = k0 == 0 ? part[c][r] : sum[c][r] + part[c][r];
      }
    }
  }
}

// The thread's entries in GROUP columns from p.column + c0 on, of points of any dimension. All threads come together.
template <class Formula, class real, int WIDTH>
__device__ void entries_from_chords(
    const Formula& formula, const real* points, long long m, int d, const Lift<real>& lift, const TilePlace& p, int c0,
    const TileNorms<real, WIDTH>& norms, Directions<real, WIDTH>& u, const ArctangentNode<real>* table,
    real (*entry)[ROWS]) {
  real e[GROUP][ROWS] = {};
  chords(points, m, d, lift, p, c0, static_cast<real>(1), norms, u, e);
  if constexpr (of_distance<Formula>) {
#pragma unroll
    for (int c = 0; c < GROUP; c++) {
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        entry[c][r] = formula(e[c][r]);
      }
    }
  } else {
    real f[GROUP][ROWS];
    int wide = 0;
#pragma unroll
    for (int c = 0; c < GROUP; c++) {
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        f[c][r] = 4 - e[c][r];
        wide |= f[c][r] < 1;
      }
    }
    if (__syncthreads_or(wide)) {
      chords(points, m, d, lift, p, c0, static_cast<real>(-1), norms, u, f);
    }
#pragma unroll
    for (int c = 0; c < GROUP; c++) {
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        real a = norms.row[p.row[r]];
        real b = norms.column[p.column + c0 + c];
        entry[c][r] = formula(lifted_angle(products_of_chords(e[c][r], f[c][r], a * b), a, b, table));
      }
    }
  }
}
