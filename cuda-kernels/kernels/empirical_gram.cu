// Theta/M of a finite network at given weights, beside cuBLAS's products: twin of CpuEmpiricalGram.java.
//
// LAUNCH: grid (rows / EMPIRICAL_GRAM_THREADS rounded up, columns), block EMPIRICAL_GRAM_THREADS, shared 0; once a tile and a
// layer, after the products Delta Delta^T and Y Y^T of the tile's points have been put into two buffers.
//
// FLOOR: an entry of a layer of N neurons on n takes 2 N + 2 n operations in products and moves four numbers here, 32 bytes in
// double precision. M = 10^4 and N = 10^4 in one hidden layer, half a matrix: 2e12 operations, 30 ms at an H100's 67 TFLOPS of
// the tensor cores in double precision, beside 1.6 GB, 0.5 ms, for each part of the neurons.
#include "../formulas/kernels.cuh"

constexpr int EMPIRICAL_GRAM_THREADS = 256;

namespace {

// matrix += slopes (factor outputs + offset) on a tile, as far as it lies in the upper triangle. The buffers have no gaps;
// the matrix is that of all m points.
template <class real>
__device__ void contract(
    real* matrix, long long m, long long row0, long long column0, int rows, const real* slopes, const real* outputs,
    double factor, double offset) {
  int i = blockIdx.x * EMPIRICAL_GRAM_THREADS + threadIdx.x;
  int j = blockIdx.y;
  if (i >= rows || row0 + i > column0 + j) {
    return;
  }
  long long k = static_cast<long long>(j) * rows + i;
  real inner = fused(static_cast<real>(factor), outputs[k], static_cast<real>(offset));
  real* entry = matrix + (column0 + j) * m + row0 + i;
  *entry = fused(slopes[k], inner, *entry);
}

}  // namespace

#define NTK_EMPIRICAL_GRAM(real)                                                                                       \
  extern "C" __global__ void __launch_bounds__(EMPIRICAL_GRAM_THREADS) empirical_gram_contract_##real(                 \
      NTK_REAL_##real* matrix, long long m, long long row0, long long column0, int rows, const NTK_REAL_##real* slopes, \
      const NTK_REAL_##real* outputs, double factor, double offset) {                                                  \
    contract(matrix, m, row0, column0, rows, slopes, outputs, factor, offset);                                         \
  }

NTK_EMPIRICAL_GRAM(single)
NTK_EMPIRICAL_GRAM(double)
