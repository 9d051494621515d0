// Full-batch gradient descent of a network of several hidden layers, beside cuBLAS's products: twin of
// CpuLayeredDescent.java.
//
// LAUNCH: block LAYERED_THREADS, shared 0. Grid: activations, top, times (neurons / LAYERED_THREADS rounded up, any number for
// the points); outputs one block for LAYERED_THREADS / 32 points; sums (neurons / LAYERED_THREADS, points / LAYERED_POINTS),
// both rounded up; join, add and lift any number of blocks.
//
// A layer's outputs y and slopes phi'(z) lie point after point, the n neurons of a point one after the other, so that a
// product of cuBLAS gives z of all points. Products and what follows are in the passes' own precision; outputs of the network,
// errors and parameters in double precision. Sums over points are taken over LAYERED_POINTS of them, in products over a few
// thousand, before they go to a double, and the order of every sum is fixed. Once the loss has run away, as descent_loss sees
// after every step, parameters stay as they are, and with them all that follows from them.
//
// Operations a step, of which all but the products are below a per cent: 6 M sum_l N_l N_(l-1), less 2 M N_1 d, for products
// that pull back to no layer. M = 10^4, N = 1000, 3 hidden layers: 1.2e11, 1.8 ms at an H100's 67 TFLOPS in single precision.
#include "../formulas/activation.cuh"
#include "../formulas/kernels.cuh"
#include "watch.cuh"

constexpr int LAYERED_THREADS = 128;
constexpr int LAYERED_POINTS = 512;

namespace {

// The number that a thread begins with, and how far it is to its next.
__device__ long long first_number() { return static_cast<long long>(blockIdx.x) * LAYERED_THREADS + threadIdx.x; }
__device__ long long next_number() { return static_cast<long long>(gridDim.x) * LAYERED_THREADS; }

// The neuron of this thread.
__device__ int own_neuron() { return blockIdx.x * LAYERED_THREADS + threadIdx.x; }

// y, which holds z without its bias, becomes phi(z), and slopes phi'(z).
template <class real>
__device__ void activations(real* y, real* slopes, const real* bias, int n, int m, double exponent) {
  int i = own_neuron();
  if (i >= n) {
    return;
  }
  Power phi(exponent);
  for (int point = blockIdx.y; point < m; point += gridDim.y) {
    long long k = static_cast<long long>(point) * n + i;
    real z = y[k] + bias[i];
    if (z > 0) {
      real power = phi.power(z);
      y[k] = z * power;
      slopes[k] = static_cast<real>(exponent) * power;
    } else {
      y[k] = z < 0 ? 0 : z;  // what is not a number stays so
      slopes[k] = 0;
    }
  }
}

// scale c . y of every point, less its target: a warp a point.
template <class real>
__device__ void outputs(
    const double* c, const real* y, int n, int m, double scale, const double* target, double* errors, real* rounded) {
  int point = blockIdx.x * (LAYERED_THREADS / 32) + threadIdx.x / 32;
  if (point >= m) {
    return;
  }
  const real* own = y + static_cast<long long>(point) * n;
  double sum = 0;
  for (int i = threadIdx.x % 32; i < n; i += 32) {
    sum = fused(c[i], static_cast<double>(own[i]), sum);
  }
  for (int offset = 16; offset > 0; offset /= 2) {
    sum += __shfl_xor_sync(0xffffffffu, sum, offset);
  }
  if (threadIdx.x % 32 == 0) {
    double e = scale * sum - target[point];
    errors[point] = e;
    rounded[point] = static_cast<real>(e);
  }
}

// Slopes of the last layer become delta = e v phi'(z).
template <class real>
__device__ void top(real* slopes, const real* e, const real* v, int n, int m) {
  int i = own_neuron();
  if (i >= n) {
    return;
  }
  for (int point = blockIdx.y; point < m; point += gridDim.y) {
    slopes[static_cast<long long>(point) * n + i] *= e[point] * v[i];
  }
}

// into = (a + bias) slopes; bias may be null for none, into may be a or slopes.
template <class real>
__device__ void times(real* into, const real* a, const real* bias, const real* slopes, int n, int m) {
  int i = own_neuron();
  if (i >= n) {
    return;
  }
  real shift = bias == nullptr ? 0 : bias[i];
  for (int point = blockIdx.y; point < m; point += gridDim.y) {
    long long k = static_cast<long long>(point) * n + i;
    into[k] = (a[k] + shift) * slopes[k];
  }
}

// Sums over LAYERED_POINTS points of every neuron's a, weighted with w unless that is null: part after part.
template <class real>
__device__ void sums(const real* a, const real* w, int n, int m, double* parts) {
  int i = own_neuron();
  int from = blockIdx.y * LAYERED_POINTS;
  int to = min(m, from + LAYERED_POINTS);
  if (i >= n) {
    return;
  }
  real sum = 0;
  for (int k = from; k < to; k++) {
    real value = a[static_cast<long long>(k) * n + i];
    sum = w == nullptr ? sum + value : fused(w[k], value, sum);
  }
  parts[static_cast<long long>(blockIdx.y) * n + i] = sum;
}

// into += factor a, unless the loss has run away.
template <class real>
__device__ void add(double* into, const real* a, double factor, long long count, const Watch* watch) {
  if (watch != nullptr && watch->ran_away != 0) {
    return;
  }
  for (long long k = first_number(); k < count; k += next_number()) {
    into[k] += factor * static_cast<double>(a[k]);
  }
}

// into = scale a.
template <class real>
__device__ void lift(real* into, const double* a, double scale, long long count) {
  for (long long k = first_number(); k < count; k += next_number()) {
    into[k] = static_cast<real>(scale * a[k]);
  }
}

}  // namespace

// into += factor times the sum of the parts, in their order, unless the loss has run away.
extern "C" __global__ void __launch_bounds__(LAYERED_THREADS)
layered_descent_join(
    double* into, const double* parts, double factor, int n, int count, const Watch* watch) {
  if (watch != nullptr && watch->ran_away != 0) {
    return;
  }
  for (long long i = first_number(); i < n; i += next_number()) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += parts[static_cast<long long>(k) * n + i];
    }
    into[i] += factor * sum;
  }
}

#define NTK_LAYERED(real)                                                                                              \
  extern "C" __global__ void __launch_bounds__(LAYERED_THREADS) layered_descent_activations_##real(                    \
      NTK_REAL_##real* y, NTK_REAL_##real* slopes, const NTK_REAL_##real* bias, int n, int m,                          \
      double exponent) {                                                                                               \
    activations(y, slopes, bias, n, m, exponent);                                                                      \
  }                                                                                                                    \
  extern "C" __global__ void __launch_bounds__(LAYERED_THREADS) layered_descent_outputs_##real(                        \
      const double* c, const NTK_REAL_##real* y, int n, int m, double scale, const double* target, double* errors,     \
      NTK_REAL_##real* rounded) {                                                                                      \
    outputs(c, y, n, m, scale, target, errors, rounded);                                                               \
  }                                                                                                                    \
  extern "C" __global__ void __launch_bounds__(LAYERED_THREADS) layered_descent_top_##real(                            \
      NTK_REAL_##real* slopes, const NTK_REAL_##real* e, const NTK_REAL_##real* v, int n, int m) {                     \
    top(slopes, e, v, n, m);                                                                                           \
  }                                                                                                                    \
  extern "C" __global__ void __launch_bounds__(LAYERED_THREADS) layered_descent_times_##real(                          \
      NTK_REAL_##real* into, const NTK_REAL_##real* a, const NTK_REAL_##real* bias, const NTK_REAL_##real* slopes,     \
      int n, int m) {                                                                                                  \
    times(into, a, bias, slopes, n, m);                                                                                \
  }                                                                                                                    \
  extern "C" __global__ void __launch_bounds__(LAYERED_THREADS) layered_descent_sums_##real(                           \
      const NTK_REAL_##real* a, const NTK_REAL_##real* w, int n, int m, double* parts) {                               \
    sums(a, w, n, m, parts);                                                                                           \
  }                                                                                                                    \
  extern "C" __global__ void __launch_bounds__(LAYERED_THREADS) layered_descent_add_##real(                            \
      double* into, const NTK_REAL_##real* a, double factor, long long count, const Watch* watch) {                    \
    add(into, a, factor, count, watch);                                                                                \
  }                                                                                                                    \
  extern "C" __global__ void __launch_bounds__(LAYERED_THREADS) layered_descent_lift_##real(                           \
      NTK_REAL_##real* into, const double* a, double scale, long long count) {                                         \
    lift(into, a, scale, count);                                                                                       \
  }

NTK_LAYERED(single)
NTK_LAYERED(double)
