// Theta V/M for several vectors, without storing Theta: twin of CpuProduct.java.
//
// LAUNCH of product_*: grid (rows / PRODUCT_ROWS) (columns / PRODUCT_COLUMNS), both rounded up, block PRODUCT_THREADS, shared
// 0. LAUNCH of product_join: grid (numbers / PRODUCT_THREADS rounded up, vectors), block PRODUCT_THREADS, shared 0.
//
// A launch takes a region of the matrix, some rows and some columns, and up to PRODUCT_VECTORS vectors; CudaProduct.java
// goes through the regions. An entry is computed once for all vectors, and where a region stands for its mirror image too,
// used for both: a block sums its entries along rows, for the rows' part of the result, and along columns, for the columns'.
// A region of equal rows and columns lies on the diagonal and is its own mirror image: entries below are left out.
//
// The order of every sum is fixed: a thread takes its columns one after the other, the warps of a block are joined in their
// order, column sums take the rows of a tile in order; each block writes its sums to a place of its own, and product_join
// adds these in the order of blocks. Sums are in double precision for points of either precision.
//
// FLOOR, a pair of entries of relu_ntk in d = 2 with 8 vectors: 34 instructions of the FP64 pipe for the entry (see gram.cu)
// and 16 for both sums, 50 where the two entries on their own would take 84; 2.6 words of shared memory, a quarter byte of
// partial sums along rows and 2 bytes along columns, written and read again. Two blocks of 128 registers a thread and 42 KiB of
// shared memory share a multiprocessor: relu_ntk in double precision spills 24 bytes for that. None of this was measured on a
// device.
#include "tile.cuh"

constexpr int PRODUCT_ROWS = 64;
constexpr int PRODUCT_COLUMNS = 512;
constexpr int PRODUCT_VECTORS = 8;
constexpr int PRODUCT_THREADS = 256;
static_assert(PRODUCT_ROWS == HEIGHT, "a block has one row of tiles");

// Columns of a tile: every warp has one group.
constexpr int WIDTH = PRODUCT_THREADS / WARP * GROUP;
static_assert(WIDTH * PRODUCT_VECTORS == PRODUCT_THREADS, "a thread has one sum along a column");

namespace {

// Theta's points and the vectors.
template <class real>
struct Factors {
  const real* points;   // (d, m)
  const real* norms;    // (m)
  long long m;
  int d;
  const real* vectors;  // (count, m)
  int count;            // up to PRODUCT_VECTORS
};

// Rows and columns of the matrix, both without the last, and where the sums of blocks go: along rows (count, chunks of
// columns, rows), along columns (count, blocks of rows, columns).
struct Region {
  long long row0;
  long long row1;
  long long column0;
  long long column1;
  double* row_parts;
  double* column_parts;

  __device__ long long blocks_of_rows() const { return (row1 - row0 + PRODUCT_ROWS - 1) / PRODUCT_ROWS; }
  __device__ long long chunks_of_columns() const { return (column1 - column0 + PRODUCT_COLUMNS - 1) / PRODUCT_COLUMNS; }
  __device__ bool on_diagonal() const { return row0 == column0; }
};

template <class real>
struct alignas(2 * sizeof(real)) Two {
  real first;
  real second;
};

// What the threads of a block share; rows are padded against bank conflicts.
template <class real>
struct alignas(16) Shared {
  union {
    real tile[WIDTH][HEIGHT + 2];                        // entries, column after column
    double warps[PRODUCT_THREADS / WARP][PRODUCT_ROWS];  // sums along rows, at the end
  };
  real row_vectors[PRODUCT_VECTORS][HEIGHT + 2];
  real column_vectors[PRODUCT_VECTORS][WIDTH];
};

// Entries of points of few dimensions.
template <class Formula, class real, int d>
struct FromMinors {
  Formula formula;
  Lift<real> lift;
  const ArctangentNode<real>* table;
  Point<real, d>* columns;  // WIDTH of them, shared
  Point<real, d> row[ROWS];

  __device__ void load_rows(const Factors<real>& in, const TilePlace& p) {
#pragma unroll
    for (int r = 0; r < ROWS; r++) {
      row[r] = load_point<real, d>(in.points, in.norms, in.m, within(p.row0 + p.row[r], in.m), lift);
    }
  }

  // The thread's entries of a tile, after a barrier.
  __device__ void operator()(const Factors<real>& in, const TilePlace& p, real (*entry)[ROWS]) {
    if (threadIdx.x < WIDTH) {
      columns[threadIdx.x] = load_point<real, d>(in.points, in.norms, in.m, within(p.column0 + threadIdx.x, in.m), lift);
    }
    __syncthreads();
#pragma unroll
    for (int c = 0; c < GROUP; c++) {
      Point<real, d> column = columns[p.column + c];
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        entry[c][r] = formula(lifted_angle(products_of(row[r], column, lift), row[r].norm, column.norm, table));
      }
    }
  }
};

// Entries of points of any dimension.
template <class Formula, class real>
struct FromChords {
  Formula formula;
  Lift<real> lift;
  const ArctangentNode<real>* table;
  TileNorms<real, WIDTH>& norms;           // shared
  Directions<real, WIDTH>& directions;     // shared

  __device__ void load_rows(const Factors<real>& in, const TilePlace& p) { norms.load_rows(in.norms, in.m, p.row0); }

  __device__ void operator()(const Factors<real>& in, const TilePlace& p, real (*entry)[ROWS]) {
    norms.load_columns(in.norms, in.m, p.column0);
    entries_from_chords(formula, in.points, in.m, in.d, lift, p, 0, norms, directions, table, entry);
  }
};

// Vectors at `length` places from `from` on, 0 from `end` on.
template <class real, int length, int stride>
__device__ void load_vectors(const Factors<real>& in, long long from, long long end, real (*to)[stride]) {
  for (int t = threadIdx.x; t < PRODUCT_VECTORS * length; t += PRODUCT_THREADS) {
    int k = t / length;
    long long i = from + t % length;
    to[k][t % length] = k < in.count && i < end ? in.vectors[k * in.m + i] : 0;
  }
}

// Adds a thread's entries to its sums along rows.
template <class real>
__device__ void add_along_rows(
    const real (*entry)[ROWS], int column, const real (*vectors)[WIDTH], double (*sums)[PRODUCT_VECTORS]) {
#pragma unroll
  for (int c = 0; c < GROUP; c++) {
#pragma unroll
    for (int k = 0; k < PRODUCT_VECTORS; k++) {
      double v = vectors[k][column + c];
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        sums[r][k] = fma(static_cast<double>(entry[c][r]), v, sums[r][k]);
      }
    }
  }
}

// The sum along a column of the tile, times a vector: thread t has column t / PRODUCT_VECTORS, vector t % PRODUCT_VECTORS.
template <class real>
__device__ double along_column(const Shared<real>& shared) {
  const Two<real>* entries = reinterpret_cast<const Two<real>*>(shared.tile[threadIdx.x / PRODUCT_VECTORS]);
  const Two<real>* vector = reinterpret_cast<const Two<real>*>(shared.row_vectors[threadIdx.x % PRODUCT_VECTORS]);
  double sum = 0;
#pragma unroll 8
  for (int i = 0; i < HEIGHT / 2; i++) {
    Two<real> e = entries[i];
    Two<real> v = vector[i];
    sum = fma(static_cast<double>(e.first), static_cast<double>(v.first), sum);
    sum = fma(static_cast<double>(e.second), static_cast<double>(v.second), sum);
  }
  return sum;
}

// Joins the warps' sums along rows and writes them.
template <class real>
__device__ void write_along_rows(
    const double (*sums)[PRODUCT_VECTORS], const TilePlace& p, const Region& region, long long chunk, int count,
    Shared<real>& shared) {
  long long i = p.row0 + threadIdx.x;
#pragma unroll
  for (int k = 0; k < PRODUCT_VECTORS; k++) {
    if (k >= count) {
      break;  // the same for the whole block, so no barrier is missed
    }
    __syncthreads();
#pragma unroll
    for (int r = 0; r < ROWS; r++) {
      shared.warps[threadIdx.x / WARP][p.row[r]] = sums[r][k];
    }
    __syncthreads();
    if (threadIdx.x < PRODUCT_ROWS && i < region.row1) {
      double sum = 0;
      for (int w = 0; w < PRODUCT_THREADS / WARP; w++) {
        sum += shared.warps[w][threadIdx.x];
      }
      long long rows = region.row1 - region.row0;
      region.row_parts[(k * region.chunks_of_columns() + chunk) * rows + (i - region.row0)] = sum;
    }
  }
}

// A block's part of a region, tile after tile.
template <class real, class Entries>
__device__ void product_of_block(const Factors<real>& in, const Region& region, Shared<real>& shared, Entries entries) {
  long long block = blockIdx.x % region.blocks_of_rows();
  long long chunk = blockIdx.x / region.blocks_of_rows();
  TilePlace p;
  p.row0 = region.row0 + block * PRODUCT_ROWS;
  for (int r = 0; r < ROWS; r++) {
    p.row[r] = threadIdx.x % WARP + r * WARP;
  }
  p.column = threadIdx.x / WARP * GROUP;
  long long first = region.column0 + chunk * PRODUCT_COLUMNS;
  long long end = min(first + PRODUCT_COLUMNS, region.column1);
  bool diagonal = region.on_diagonal();
  first = diagonal ? max(first, p.row0) : first;
  if (first >= end) {
    return;
  }
  entries.load_rows(in, p);
  load_vectors<real, HEIGHT>(in, p.row0, region.row1, shared.row_vectors);
  double sums[ROWS][PRODUCT_VECTORS] = {};
  for (p.column0 = first; p.column0 < end; p.column0 += WIDTH) {
    real entry[GROUP][ROWS];
    load_vectors<real, WIDTH>(in, p.column0, end, shared.column_vectors);
    entries(in, p, entry);
    bool mixed = diagonal && p.column0 < p.row0 + HEIGHT;
#pragma unroll
    for (int c = 0; c < GROUP; c++) {
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        long long beyond = p.column0 + p.column + c - p.row0 - p.row[r];
        entry[c][r] = mixed && beyond < 0 ? 0 : entry[c][r];
        shared.tile[p.column + c][p.row[r]] = mixed && beyond == 0 ? 0 : entry[c][r];
      }
    }
    add_along_rows(entry, p.column, shared.column_vectors, sums);
    __syncthreads();
    double sum = along_column(shared);
    int k = threadIdx.x % PRODUCT_VECTORS;
    long long j = p.column0 + threadIdx.x / PRODUCT_VECTORS;
    if (k < in.count && j < end) {
      long long columns = region.column1 - region.column0;
      region.column_parts[(k * region.blocks_of_rows() + block) * columns + (j - region.column0)] = sum;
    }
  }
  write_along_rows(sums, p, region, chunk, in.count, shared);
}

template <class Formula, class real, int d>
__device__ void product_from_minors(
    const Factors<real>& in, const Region& region, const KernelParameters& parameters, const ArctangentNode<real>* table,
    Shared<real>& shared) {
  __shared__ Point<real, d> columns[WIDTH];
  product_of_block(
      in, region, shared, FromMinors<Formula, real, d>{Formula(parameters), Lift<real>(parameters), table, columns, {}});
}

template <class Formula, class real>
__device__ void product_from_chords(
    const Factors<real>& in, const Region& region, const KernelParameters& parameters, const ArctangentNode<real>* table,
    Shared<real>& shared) {
  __shared__ TileNorms<real, WIDTH> norms;
  __shared__ Directions<real, WIDTH> directions;
  product_of_block(
      in, region, shared, FromChords<Formula, real>{Formula(parameters), Lift<real>(parameters), table, norms, directions});
}

template <class Formula, class real>
__device__ void product(const Factors<real>& in, const Region& region, const KernelParameters& parameters) {
  __shared__ ArctangentNode<real> table[ARCTANGENT_NODES];
  __shared__ Shared<real> shared;
  load_arctangent(table);  // each branch has a barrier before its first look-up
  if constexpr (!of_distance<Formula>) {
    if (in.d == 1) {
      return product_from_minors<Formula, real, 1>(in, region, parameters, table, shared);
    }
    if (in.d == 2) {
      return product_from_minors<Formula, real, 2>(in, region, parameters, table, shared);
    }
    if (in.d == MINORS_UP_TO) {
      return product_from_minors<Formula, real, MINORS_UP_TO>(in, region, parameters, table, shared);
    }
  }
  product_from_chords<Formula, real>(in, region, parameters, table, shared);
}

}  // namespace

#define NTK_PRODUCT(name, Formula, real)                                                                        \
  extern "C" __global__ void __launch_bounds__(PRODUCT_THREADS, 2) product_##name##_##real(                     \
      const NTK_REAL_##real* points, const NTK_REAL_##real* norms, long long m, int d,                          \
      const NTK_REAL_##real* vectors, int k, long long row0, long long row1, long long column0,                 \
      long long column1, double* row_parts, double* column_parts,                                               \
      const __grid_constant__ KernelParameters parameters) {                                                    \
    product<Formula<NTK_REAL_##real>, NTK_REAL_##real>(                                                         \
        {points, norms, m, d, vectors, k}, {row0, row1, column0, column1, row_parts, column_parts}, parameters); \
  }
#define NTK_PRODUCTS(name, Formula) NTK_PRODUCT(name, Formula, double) NTK_PRODUCT(name, Formula, single)

NTK_KERNELS(NTK_PRODUCTS)

// Adds to n numbers of each vector what blocks summed for them: along rows (k, chunks, n) and along columns (k, blocks, n),
// each null where there are none. On the diagonal only the blocks on it and above have written.
extern "C" __global__ void __launch_bounds__(PRODUCT_THREADS) product_join(
    const double* row_parts, long long chunks, const double* column_parts, long long blocks, int diagonal, long long n,
    double* out, long long stride) {
  long long i = static_cast<long long>(blockIdx.x) * PRODUCT_THREADS + threadIdx.x;
  long long k = blockIdx.y;
  if (i >= n) {
    return;
  }
  double sum = 0;
  if (row_parts != nullptr) {
    for (long long c = diagonal ? i / PRODUCT_COLUMNS : 0; c < chunks; c++) {
      sum += row_parts[(k * chunks + c) * n + i];
    }
  }
  if (column_parts != nullptr) {
    long long end = diagonal ? i / PRODUCT_ROWS + 1 : blocks;
    for (long long b = 0; b < end; b++) {
      sum += column_parts[(k * blocks + b) * n + i];
    }
  }
  out[k * stride + i] += sum;
}
