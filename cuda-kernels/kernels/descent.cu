// Full-batch gradient descent of a network of one hidden layer: twin of CpuDescent.java. Here up to 8 inputs; wide_descent.cuh
// has the passes for more.
//
// LAUNCH: block DESCENT_THREADS, shared 0; descent_steps_* and descent_power_steps_* cooperatively with at most as many blocks
// as are resident, the other passes with any number of blocks up to one for each group of items; descent_loss with one block
// of LOSS_THREADS.
//
// f(x) = sum_i v_i phi(u_i . x^), x^ = (x, 1), u = (sigma_w w, sigma_b b), v = s c, as in LiftedNetwork.java. A step is a
// backward pass (gradients from errors and recomputed activations, parameters against them) and a forward pass (new outputs
// and errors). No activation is ever stored.
//
// In both passes a thread keeps a group of items in registers (points in the forward pass, neurons in the backward pass)
// with their sums, and the lanes of a block stream over all of the others, 16 bytes a load. For every group the order of the
// sum is fixed, whatever the number of blocks: a lane adds up to 512 terms in the passes' own precision, so are the lanes of
// a warp joined, and warps and chunks are added in double precision, in which errors, parameters and the loss are kept.
//
// A loss above its bound, or one that is no number, stops the steps at once: after every step each block leaves the sum of its
// squared errors, every warp adds those up, and none goes on. Where steps are launches, descent_loss looks after each, and the
// passes of the next find it in watch. Parameters, errors and the count of steps are then those of the step that ran away.
//
// Operations a (point, neuron) pair of ReLUs, in instructions of the FP32 pipe and its ALU: forward d + 2 (d multiply-adds, a
// maximum, a multiply-add), backward 2d + 2 (d multiply-adds, a comparison, d + 1 multiply-adds): 3d + 4, 10 in d = 2. Of
// powers by roots about 20 more in each pass (a correctly rounded root or quotient takes 8 to 10): 50 in d = 2, 5 floors.
// M = 10^4, N = 3000, d = 2: 3.0e8 a step. Floor at 128 a cycle and multiprocessor: H100 SXM and H200 (132 multiprocessors,
// 1.83 GHz) 9.7 us, H100 PCIe (114, 1.62 GHz) 12.7 us. Bytes: every multiprocessor reads all neurons (16 bytes each) and all
// points with their errors (12 bytes each) from the second-level cache once or twice a step, 132 * 168 kB = 22 MB, 4 us at
// 5.5 TB/s, behind the arithmetic; device memory is read not at all once the arrays (0.5 MB) lie in that cache. By
// instruction counts a step should take 1.3 floors for passes and 3 us for two grid barriers: about 16 us on an H100 SXM. The
// look at the loss adds 17 loads a lane and 10 shuffles in double precision, half a microsecond.
// None of this was measured on a GPU.
#include <cooperative_groups.h>

#include "shallow_passes.cuh"
#include "watch.cuh"
#include "wide_descent.cuh"

constexpr int LOSS_THREADS = 1024;

namespace {

// w, b and c of neuron i against the gradient, and u and v from them, in the operations of DescentParameters.java.
template <class real, int d>
__device__ void step_neuron(const Training<real>& t, int i, const double (&g)[d + 1]) {
  long long n = t.padded_n;
  double c = t.parameters[(d + 1) * n + i];
  double v = t.output_scale * c;
  double along = 0;
#pragma unroll
  for (int j = 0; j <= d; j++) {
    double scale = j < d ? t.weight_scale : t.bias_scale;
    double w = t.parameters[j * n + i];
    along += scale * w * g[j];
    w -= t.rate * scale * v * g[j];
    t.parameters[j * n + i] = w;
    t.lifted[j * n + i] = static_cast<real>(scale * w);
  }
  c -= t.rate * t.output_scale / t.exponent * along;
  t.parameters[(d + 1) * n + i] = c;
  t.lifted[(d + 1) * n + i] = static_cast<real>(t.output_scale * c);
}

template <class Phi, class real, int d>
__device__ void step_parameters(const Training<real>& t) {
  backward<Phi, real, d>(t, [&t](int i, const double (&g)[d + 1]) { step_neuron<real, d>(t, i, g); });
}

// Returns the sum of the squares of the errors that this thread has renewed.
template <class Phi, class real, int d>
__device__ double renew_errors(const Training<real>& t) {
  double squares = 0;
  forward<Phi, Outputs<Phi, real, d>, real, d>(t, nullptr, [&t, &squares](int m, double f) {
    double e = f - t.target[m];
    t.errors[m] = e;
    t.rounded[m] = static_cast<real>(e);
    squares = fused(e, e, squares);
  });
  return squares;
}

// Leaves the sum over this block's threads in shares[blockIdx.x]; only its first warp renews errors.
__device__ void leave_share(double squares, double* shares) {
  if (threadIdx.x < 32) {
    squares = sum_over_lanes(squares);
    if (threadIdx.x == 0) {
      shares[blockIdx.x] = squares;
    }
  }
}

// The loss of all blocks' shares, the same in every warp.
__device__ double loss_of_shares(const double* shares, int m) {
  double squares = 0;
  for (int k = threadIdx.x % 32; k < gridDim.x; k += 32) {
    squares += shares[k];
  }
  return sum_over_lanes(squares) / (2.0 * m);
}

// Many steps in one launch, or fewer, if the loss exceeds its bound.
template <class Phi, class real, int d>
__device__ void steps(const Training<real>& t, long long count, double bound, double* shares, Watch* watch) {
  static_assert(ROUNDS * POINTS<real, d> <= 32, "errors are renewed by the first warp");
  if (watch->ran_away != 0) {
    return;
  }
  cooperative_groups::grid_group grid = cooperative_groups::this_grid();
  long long done = 0;
  bool ran_away = false;
  while (done < count && !ran_away) {
    step_parameters<Phi, real, d>(t);
    grid.sync();
    leave_share(renew_errors<Phi, real, d>(t), shares);
    grid.sync();
    ran_away = !(loss_of_shares(shares, t.m) <= bound);
    done++;
  }
  if (blockIdx.x == 0 && threadIdx.x == 0) {
    watch->steps += static_cast<double>(done);
    watch->ran_away = ran_away ? 1 : 0;
  }
}

// G itself, (d + 1, padded n).
template <class Phi, class real, int d>
__device__ void gradients(const Training<real>& t, double* result) {
  backward<Phi, real, d>(t, [&t, result](int i, const double (&g)[d + 1]) {
#pragma unroll
    for (int j = 0; j <= d; j++) {
      result[static_cast<long long>(j) * t.padded_n + i] = g[j];
    }
  });
}

template <class Phi, class real, int d>
__device__ void image(const Training<real>& t, const real* tangent, double* result) {
  forward<Phi, Images<Phi, real, d>, real, d>(t, tangent, [result](int m, double sum) { result[m] = sum; });
}

}  // namespace

// L = sum e^2/(2m): thread k takes e_k, e_{k + LOSS_THREADS}, ... in this order, and a tree joins the threads. Counts steps
// that were done since the last look, 0 or 1, and sees whether the loss has run away.
extern "C" __global__ void __launch_bounds__(LOSS_THREADS)
descent_loss(const double* errors, int m, double bound, int steps, Watch* watch) {
  __shared__ double half[LOSS_THREADS];
  double sum = 0;
  for (int k = threadIdx.x; k < m; k += LOSS_THREADS) {
    sum = fused(errors[k], errors[k], sum);
  }
  half[threadIdx.x] = sum;
  for (int width = LOSS_THREADS / 2; width > 0; width /= 2) {
    __syncthreads();
    if (threadIdx.x < width) {
      half[threadIdx.x] += half[threadIdx.x + width];
    }
  }
  if (threadIdx.x == 0) {
    double loss = half[0] / (2.0 * m);
    watch->loss = loss;
    if (watch->ran_away == 0 && steps > 0) {
      watch->steps += steps;
      watch->ran_away = loss <= bound ? 0 : 1;
    }
  }
}

#define NTK_TRAINING(real)                                                                                             \
  const NTK_REAL_##real *points, const double *target, double *errors, NTK_REAL_##real *rounded, double *parameters,   \
      NTK_REAL_##real *lifted, int m, int n, int padded_m, int padded_n, double weight_scale,                          \
      double bias_scale, double output_scale, double rate, double exponent, Watch *watch
#define NTK_PACKED_TRAINING                                                                                            \
  {points,   target,   errors,       rounded,    parameters,   lifted, m,        n,                                    \
   padded_m, padded_n, weight_scale, bias_scale, output_scale, rate,   exponent, watch}
#define NTK_PASS(name, d, real, ...)                                                                                   \
  extern "C" __global__ void __launch_bounds__(DESCENT_THREADS, (RESIDENT<NTK_REAL_##real, d>))                        \
  name##_##d##_##real(NTK_TRAINING(real) __VA_ARGS__)
#define NTK_DESCENT(stem, Phi, d, real)                                                                                \
  NTK_PASS(stem##_steps, d, real, , long long count, double bound, double* shares) {                                   \
    steps<Phi, NTK_REAL_##real, d>(NTK_PACKED_TRAINING, count, bound, shares, watch);                                  \
  }                                                                                                                    \
  NTK_PASS(stem##_backward, d, real) {                                                                                 \
    if (watch->ran_away == 0) {                                                                                        \
      step_parameters<Phi, NTK_REAL_##real, d>(NTK_PACKED_TRAINING);                                                   \
    }                                                                                                                  \
  }                                                                                                                    \
  NTK_PASS(stem##_forward, d, real) {                                                                                  \
    if (watch->ran_away == 0) {                                                                                        \
      renew_errors<Phi, NTK_REAL_##real, d>(NTK_PACKED_TRAINING);                                                      \
    }                                                                                                                  \
  }                                                                                                                    \
  NTK_PASS(stem##_gradients, d, real, , double* result) {                                                              \
    gradients<Phi, NTK_REAL_##real, d>(NTK_PACKED_TRAINING, result);                                                   \
  }                                                                                                                    \
  NTK_PASS(stem##_image, d, real, , const NTK_REAL_##real* tangent, double* result) {                                  \
    image<Phi, NTK_REAL_##real, d>(NTK_PACKED_TRAINING, tangent, result);                                              \
  }
#define NTK_DESCENTS(stem, Phi, d) NTK_DESCENT(stem, Phi, d, single) NTK_DESCENT(stem, Phi, d, double)

NTK_DESCENTS(descent, Relu, 1)
NTK_DESCENTS(descent, Relu, 2)
NTK_DESCENTS(descent, Relu, 3)
NTK_DESCENTS(descent, Relu, 4)
NTK_DESCENTS(descent, Relu, 8)

// Beside a power's own operations those of an input more are few.
NTK_DESCENTS(descent_power, Power, 2)
NTK_DESCENTS(descent_power, Power, 4)
NTK_DESCENTS(descent_power, Power, 8)
