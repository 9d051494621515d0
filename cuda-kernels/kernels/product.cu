// Theta V/M for several vectors, without storing Theta: twin of CpuProduct.java.
//
// LAUNCH: grid (rows / PRODUCT_ROWS, vectors / PRODUCT_VECTORS), both rounded up, block PRODUCT_THREADS, shared 0.
//
// A launch computes some of the M rows, so that a long product can be told to be on its way and machines can share the
// rows. A block computes PRODUCT_ROWS of them times PRODUCT_VECTORS vectors: an entry is computed once for all of them.
// Thread t takes columns t, t + PRODUCT_THREADS, ... in this order, and a tree joins the threads: the order of every sum is
// fixed. Sums are in double precision for points of either precision.
#include "tile.cuh"

constexpr int PRODUCT_ROWS = 4;
constexpr int PRODUCT_VECTORS = 8;
constexpr int PRODUCT_THREADS = 256;

namespace {

// Rows first ... end - 1 of the product, of vector k at out + k stride.
template <class real>
struct Rows {
  long long first;
  long long end;
  real* out;
  long long stride;
};

// What a thread has summed so far.
struct Sums {
  double of[PRODUCT_ROWS][PRODUCT_VECTORS];
};

// The vectors a block works on.
template <class real>
struct Vectors {
  const real* first;  // (count, m)
  int count;          // up to PRODUCT_VECTORS
};

template <class real>
__device__ void load_vectors(const Vectors<real>& v, long long m, long long j, real* at) {
#pragma unroll
  for (int k = 0; k < PRODUCT_VECTORS; k++) {
    at[k] = k < v.count && j < m ? v.first[k * m + j] : 0;
  }
}

template <class real>
__device__ void add(Sums& sums, int row, real entry, const real* vector) {
#pragma unroll
  for (int k = 0; k < PRODUCT_VECTORS; k++) {
    sums.of[row][k] = fma(static_cast<double>(entry), static_cast<double>(vector[k]), sums.of[row][k]);
  }
}

template <class Formula, class real, int d>
__device__ void product_from_minors(
    const real* points, const real* norms, long long m, long long row0, const Vectors<real>& vectors,
    const KernelParameters& parameters, const ArctangentNode<real>* table, Sums& sums) {
  __shared__ Point<real, d> rows[PRODUCT_ROWS];
  Formula formula(parameters);
  Lift<real> lift(parameters);
  if (threadIdx.x < PRODUCT_ROWS) {
    long long i = row0 + threadIdx.x;
    rows[threadIdx.x] = load_point<real, d>(points, norms, m, i < m ? i : m - 1, lift);
  }
  __syncthreads();
  for (long long j = threadIdx.x; j < m; j += PRODUCT_THREADS) {
    Point<real, d> column = load_point<real, d>(points, norms, m, j, lift);
    real vector[PRODUCT_VECTORS];
    load_vectors(vectors, m, j, vector);
#pragma unroll
    for (int r = 0; r < PRODUCT_ROWS; r++) {
      const Point<real, d>& row = rows[r];
      add(sums, r, formula(lifted_angle(products_of(row, column, lift), row.norm, column.norm, table)), vector);
    }
  }
}

// |u - sign u'|^2 of a thread's column j with each of the block's rows.
template <class real>
__device__ void chords(
    const real* points, long long m, int d, const Lift<real>& lift, long long row0, long long j, real sign,
    const real* row_inverse, real column_inverse, real (*rows)[PRODUCT_ROWS], real* sum) {
  for (int k0 = 0; k0 <= d; k0 += RUN) {
    int count = d + 1 - k0 < RUN ? d + 1 - k0 : RUN;
    __syncthreads();
    for (int t = threadIdx.x; t < count * PRODUCT_ROWS; t += PRODUCT_THREADS) {
      int k = t / PRODUCT_ROWS;
      int i = t % PRODUCT_ROWS;
      long long row = row0 + i < m ? row0 + i : m - 1;
      rows[k][i] = lifted_coordinate(points, m, d, row, k0 + k, lift) * row_inverse[i];
    }
    __syncthreads();
    real part[PRODUCT_ROWS] = {};
    for (int k = 0; k < count; k++) {
      real u = sign * (lifted_coordinate(points, m, d, j, k0 + k, lift) * column_inverse);
#pragma unroll
      for (int r = 0; r < PRODUCT_ROWS; r++) {
        real difference = rows[k][r] - u;
        part[r] = fused(difference, difference, part[r]);
      }
    }
#pragma unroll
    for (int r = 0; r < PRODUCT_ROWS; r++) {
      sum[r] = k0 == 0 ? part[r] : sum[r] + part[r];
    }
  }
}

template <class Formula, class real>
__device__ void product_from_chords(
    const real* points, const real* norms, long long m, int d, long long row0, const Vectors<real>& vectors,
    const KernelParameters& parameters, const ArctangentNode<real>* table, Sums& sums) {
  __shared__ real row_norm[PRODUCT_ROWS];
  __shared__ real row_inverse[PRODUCT_ROWS];
  __shared__ real rows[RUN][PRODUCT_ROWS];
  Formula formula(parameters);
  Lift<real> lift(parameters);
  if (threadIdx.x < PRODUCT_ROWS) {
    long long i = row0 + threadIdx.x;
    row_norm[threadIdx.x] = norms[i < m ? i : m - 1];
    row_inverse[threadIdx.x] = inverse_norm(row_norm[threadIdx.x]);
  }
  for (long long j0 = 0; j0 < m; j0 += PRODUCT_THREADS) {
    long long j = j0 + threadIdx.x;
    long long column = j < m ? j : m - 1;
    real norm = norms[column];
    real inverse = inverse_norm(norm);
    real vector[PRODUCT_VECTORS];
    load_vectors(vectors, m, j, vector);
    real e[PRODUCT_ROWS];
    chords(points, m, d, lift, row0, column, static_cast<real>(1), row_inverse, inverse, rows, e);
    if constexpr (of_distance<Formula>) {
#pragma unroll
      for (int r = 0; r < PRODUCT_ROWS; r++) {
        add(sums, r, formula(e[r]), vector);
      }
    } else {
      real f[PRODUCT_ROWS];
      int wide = 0;
#pragma unroll
      for (int r = 0; r < PRODUCT_ROWS; r++) {
        f[r] = 4 - e[r];
        wide |= f[r] < 1;
      }
      if (__syncthreads_or(wide)) {
        chords(points, m, d, lift, row0, column, static_cast<real>(-1), row_inverse, inverse, rows, f);
      }
#pragma unroll
      for (int r = 0; r < PRODUCT_ROWS; r++) {
        LiftedProducts<real> products = products_of_chords(e[r], f[r], row_norm[r] * norm);
        add(sums, r, formula(lifted_angle(products, row_norm[r], norm, table)), vector);
      }
    }
  }
}

// Joins the threads' sums, halving their number, and writes the block's results.
template <class real>
__device__ void join(const Sums& sums, const Rows<real>& rows, long long row0, int count) {
  __shared__ double half[PRODUCT_THREADS];
#pragma unroll
  for (int r = 0; r < PRODUCT_ROWS; r++) {
#pragma unroll
    for (int k = 0; k < PRODUCT_VECTORS; k++) {
      if (k >= count) {
        break;  // the same for the whole block, so no barrier is missed
      }
      __syncthreads();
      half[threadIdx.x] = sums.of[r][k];
      for (int width = PRODUCT_THREADS / 2; width > 0; width /= 2) {
        __syncthreads();
        if (threadIdx.x < width) {
          half[threadIdx.x] += half[threadIdx.x + width];
        }
      }
      if (threadIdx.x == 0 && row0 + r < rows.end) {
        rows.out[k * rows.stride + row0 + r - rows.first] = static_cast<real>(half[0]);
      }
    }
  }
}

template <class Formula, class real>
__device__ void product(
    const real* points, const real* norms, long long m, int d, const real* vectors, int k, Rows<real> rows,
    const KernelParameters& parameters) {
  __shared__ ArctangentNode<real> table[ARCTANGENT_NODES];
  load_arctangent(table);  // each branch has a barrier before its first look-up
  long long row0 = rows.first + static_cast<long long>(blockIdx.x) * PRODUCT_ROWS;
  int first = blockIdx.y * PRODUCT_VECTORS;
  Vectors<real> block{vectors + first * m, k - first < PRODUCT_VECTORS ? k - first : PRODUCT_VECTORS};
  Sums sums = {};
  bool chords = of_distance<Formula> || d > MINORS_UP_TO;
  if constexpr (!of_distance<Formula>) {
    if (d == 1) {
      product_from_minors<Formula, real, 1>(points, norms, m, row0, block, parameters, table, sums);
    } else if (d == 2) {
      product_from_minors<Formula, real, 2>(points, norms, m, row0, block, parameters, table, sums);
    } else if (d == MINORS_UP_TO) {
      product_from_minors<Formula, real, MINORS_UP_TO>(points, norms, m, row0, block, parameters, table, sums);
    }
  }
  if (chords) {
    product_from_chords<Formula, real>(points, norms, m, d, row0, block, parameters, table, sums);
  }
  rows.out += first * rows.stride;
  join(sums, rows, row0, block.count);
}

}  // namespace

#define NTK_PRODUCT(name, Formula, real)                                                                        \
  extern "C" __global__ void __launch_bounds__(PRODUCT_THREADS) product_##name##_##real(                                \
      const NTK_REAL_##real* points, const NTK_REAL_##real* norms, long long m, int d,                          \
      const NTK_REAL_##real* vectors, int k, long long first, long long end, NTK_REAL_##real* out,              \
      long long stride, const __grid_constant__ KernelParameters parameters) {                                                    \
    product<Formula<NTK_REAL_##real>>(points, norms, m, d, vectors, k, {first, end, out, stride}, parameters);  \
  }
#define NTK_PRODUCTS(name, Formula) NTK_PRODUCT(name, Formula, double) NTK_PRODUCT(name, Formula, single)

NTK_KERNELS(NTK_PRODUCTS)
