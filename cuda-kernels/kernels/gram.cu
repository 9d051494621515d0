// The kernel matrix Theta(x_i, x_j)/M, upper triangle: twin of CpuGram.java.
//
// LAUNCH: grid n (n + 1)/2 with n = M / GRAM_TILE rounded up, block GRAM_THREADS, shared 0.
//
// FLOOR, an entry of relu_ntk in d = 2, counted in the PTX for sm_90: 34 instructions of the FP64 pipe (10 for the products,
// 21 for the angle, 3 for the formula; 28 in d = 1, 43 in d = 3), two seeds of the special function unit, one look-up of 16
// bytes in shared memory, about 40 others; 8 bytes written, next to none read. In single precision 30 of the FP32 pipe and
// 4 bytes. From the makers' figures, in ps an entry, bytes over bandwidth and instructions over the pipe's rate:
//   H100 PCIe (2.0 TB/s, 12.8e12 a second)   4.0 and 2.7     single 2.0 and 1.2
//   H100 SXM (3.35 TB/s, 16.7e12 a second)   2.4 and 2.0     single 1.2 and 0.9
//   H200 (4.8 TB/s, 16.7e12 a second)        1.7 and 2.0     single 0.8 and 0.9
// So the bytes bind on an H100 and the FP64 pipe on an H200: 0.12 and 0.10 ms for the 5e7 entries of M = 10^4, 12 and 10 ms
// for M = 10^5. Expected is 1.2 to 1.4 times that: stores reach about 9/10 of the bandwidth, and the issue slots, one
// instruction a cycle and scheduler, are as full as the FP64 pipe, which takes one every other cycle. Tiles on the diagonal
// and the edge waste 64/M and 128/M of the work. From d = 4 on a coordinate costs 2 FP64 instructions an entry, 4 where some
// angle of the block is wide. None of this was measured on a device.
#include "tile.cuh"

// A block fills GRAM_TILE x GRAM_TILE entries; CudaGram.java states the same numbers.
constexpr int GRAM_TILE = 64;
constexpr int GRAM_THREADS = 256;
static_assert(GRAM_TILE == HEIGHT, "tiles are square");

// A warp owns COLUMNS whole columns of the tile, a thread ROWS entries in each.
constexpr int COLUMNS = GRAM_TILE / (GRAM_THREADS / WARP);

namespace {

// Where a block and a thread work; the column of a tile is its row or further.
struct Place : TilePlace {
  bool paired;  // the thread's two rows are neighbours, for stores of two entries at once
};

// Block b of the triangle counted column of tiles by column of tiles: (0,0), (0,1), (1,1), (0,2) ...
__device__ Place place_of(long long m) {
  long long b = blockIdx.x;
  long long column = static_cast<long long>((sqrtf(8.0f * static_cast<float>(b) + 1.0f) - 1.0f) * 0.5f);
  while (column * (column + 1) / 2 > b) {
    column--;
  }
  while ((column + 1) * (column + 2) / 2 <= b) {
    column++;
  }
  Place p;
  p.column0 = column * GRAM_TILE;
  p.row0 = (b - column * (column + 1) / 2) * GRAM_TILE;
  int lane = threadIdx.x % WARP;
  p.paired = m % 2 == 0;
  for (int r = 0; r < ROWS; r++) {
    p.row[r] = p.paired ? ROWS * lane + r : lane + r * WARP;
  }
  p.column = threadIdx.x / WARP * COLUMNS;
  return p;
}

__device__ void store_pair(double* to, double first, double second) {
  *reinterpret_cast<double2*>(to) = make_double2(first, second);
}

__device__ void store_pair(float* to, float first, float second) {
  *reinterpret_cast<float2*>(to) = make_float2(first, second);
}

// The thread's entries of one column.
template <class real>
__device__ void store(real* matrix, long long m, const Place& p, int column, const real* entry) {
  long long j = p.column0 + column;
  long long i = p.row0 + p.row[0];
  if (j >= m) {
    return;
  }
  if (p.paired) {
    if (i < m) {
      store_pair(matrix + j * m + i, entry[0], entry[1]);
    }
    return;
  }
  for (int r = 0; r < ROWS; r++) {
    if (p.row0 + p.row[r] < m) {
      matrix[j * m + p.row0 + p.row[r]] = entry[r];
    }
  }
}

template <class Formula, class real, int d>
__device__ void gram_from_minors(
    const real* points, const real* norms, long long m, real* matrix, const KernelParameters& parameters,
    const ArctangentNode<real>* table) {
  __shared__ Point<real, d> columns[GRAM_TILE];
  Formula formula(parameters);
  Lift<real> lift(parameters);
  Place p = place_of(m);
  if (threadIdx.x < GRAM_TILE) {
    columns[threadIdx.x] = load_point<real, d>(points, norms, m, within(p.column0 + threadIdx.x, m), lift);
  }
  Point<real, d> row[ROWS];
#pragma unroll
  for (int r = 0; r < ROWS; r++) {
    row[r] = load_point<real, d>(points, norms, m, within(p.row0 + p.row[r], m), lift);
  }
  __syncthreads();
#pragma unroll 2
  for (int c = p.column; c < p.column + COLUMNS; c++) {
    Point<real, d> column = columns[c];
    real entry[ROWS];
#pragma unroll
    for (int r = 0; r < ROWS; r++) {
      entry[r] = formula(lifted_angle(products_of(row[r], column, lift), row[r].norm, column.norm, table));
    }
    store(matrix, m, p, c, entry);
  }
}

template <class Formula, class real>
__device__ void gram_from_chords(
    const real* points, const real* norms, long long m, int d, real* matrix, const KernelParameters& parameters,
    const ArctangentNode<real>* table) {
  __shared__ TileNorms<real, GRAM_TILE> norm;
  __shared__ Directions<real, GRAM_TILE> directions;
  Formula formula(parameters);
  Lift<real> lift(parameters);
  Place p = place_of(m);
  norm.load_rows(norms, m, p.row0);
  norm.load_columns(norms, m, p.column0);
#pragma unroll 1
  for (int c0 = 0; c0 < COLUMNS; c0 += GROUP) {
    real entry[GROUP][ROWS];
    entries_from_chords(formula, points, m, d, lift, p, c0, norm, directions, table, entry);
#pragma unroll
    for (int c = 0; c < GROUP; c++) {
      store(matrix, m, p, p.column + c0 + c, entry[c]);
    }
  }
}

template <class Formula, class real>
__device__ void gram(
    const real* points, const real* norms, long long m, int d, real* matrix, const KernelParameters& parameters) {
  __shared__ ArctangentNode<real> table[ARCTANGENT_NODES];
  load_arctangent(table);  // each branch has a barrier before its first look-up
  if constexpr (!of_distance<Formula>) {
    if (d == 1) {
      return gram_from_minors<Formula, real, 1>(points, norms, m, matrix, parameters, table);
    }
    if (d == 2) {
      return gram_from_minors<Formula, real, 2>(points, norms, m, matrix, parameters, table);
    }
    if (d == MINORS_UP_TO) {
      return gram_from_minors<Formula, real, MINORS_UP_TO>(points, norms, m, matrix, parameters, table);
    }
  }
  gram_from_chords<Formula, real>(points, norms, m, d, matrix, parameters, table);
}

}  // namespace

#define NTK_GRAM(name, Formula, real)                                                                             \
  extern "C" __global__ void __launch_bounds__(GRAM_THREADS, 2) gram_##name##_##real(                                     \
      const NTK_REAL_##real* points, const NTK_REAL_##real* norms, long long m, int d, NTK_REAL_##real* matrix,  \
      const __grid_constant__ KernelParameters parameters) {                                                      \
    gram<Formula<NTK_REAL_##real>>(points, norms, m, d, matrix, parameters);                                      \
  }
#define NTK_GRAMS(name, Formula) NTK_GRAM(name, Formula, double) NTK_GRAM(name, Formula, single)

NTK_KERNELS(NTK_GRAMS)
