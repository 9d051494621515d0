// Trace and Frobenius norm of a symmetric matrix from its upper triangle, column by column: twin of CpuSolveCheck.java.
//
// LAUNCH: grid M, block SOLVE_CHECK_THREADS, shared 0.
//
// One block a column. Thread t takes rows t, t + SOLVE_CHECK_THREADS, ... in this order, and a tree joins the threads: the
// order of every sum is fixed. Column j gives a_jj and 2 sum_{i<j} a_ij^2 + a_jj^2, in double precision.

constexpr int SOLVE_CHECK_THREADS = 256;

namespace {

template <class real>
__device__ void solve_check(const real* matrix, long long m, double* diagonal, double* squares) {
  __shared__ double half[SOLVE_CHECK_THREADS];
  long long j = blockIdx.x;
  const real* column = matrix + j * m;
  double sum = 0;
  for (long long i = threadIdx.x; i < j; i += SOLVE_CHECK_THREADS) {
    double entry = column[i];
    sum = fma(entry, entry, sum);
  }
  half[threadIdx.x] = sum;
  for (int width = SOLVE_CHECK_THREADS / 2; width > 0; width /= 2) {
    __syncthreads();
    if (threadIdx.x < width) {
      half[threadIdx.x] += half[threadIdx.x + width];
    }
  }
  if (threadIdx.x == 0) {
    double entry = column[j];
    diagonal[j] = entry;
    squares[j] = fma(entry, entry, 2 * half[0]);
  }
}

}  // namespace

extern "C" __global__ void __launch_bounds__(SOLVE_CHECK_THREADS)
solve_check_double(const double* matrix, long long m, double* diagonal, double* squares) {
  solve_check(matrix, m, diagonal, squares);
}

extern "C" __global__ void __launch_bounds__(SOLVE_CHECK_THREADS)
solve_check_single(const float* matrix, long long m, double* diagonal, double* squares) {
  solve_check(matrix, m, diagonal, squares);
}
