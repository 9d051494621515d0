// Full-batch gradient descent of a network of one hidden layer with more than 8 inputs, beside cuBLAS's products: launched by
// WideTraining.java.
//
// LAUNCH: block WIDE_THREADS, shared 0. Grid: outputs and images one block for WIDE_THREADS / 32 points; slopes (neurons /
// WIDE_THREADS rounded up, any number for the points); step and tangent one block for WIDE_THREADS / 32 neurons.
//
// Neurons are taken by blocks of n of them, and z = X^ U^T of a block lies point after point: M n numbers, no (M, N) array.
// X^ = (x, 1), (M, p), and U, (N, p), have rows of p numbers, d + 1 and zeros, so that rows begin on 16 bytes; column d is the
// bias. A step goes through the blocks twice: z, delta = e phi'(z), G = delta^T X^, parameters; then z, v . phi(z).
//
// Sums over points are taken in products over a few thousand of them, before they go to a double; sums over neurons by lanes,
// of n/32 terms. The order of every sum is fixed. Outputs, errors and parameters are in double precision.
//
// Operations a step: 6 M N p in three products, of which the second time z is one: what keeping z, or only which neurons are
// active, would save for M N numbers or bits. M = 10^4, N = 3000, d = 784: 1.4e11, 2.1 ms at an H100's 67 TFLOPS. Bytes beside
// the products': z is written and read once forward, twice backward, 24 M N = 0.7 GB in single precision, which a block of 32
// MiB keeps in the second-level cache: 0.13 ms at 5.5 TB/s, 6 % in d = 784; above d = 50 products take longer than this. With
// fewer inputs the passes of descent.cu would do less: 52 instructions a pair in d = 16, 0.05 ms, but hold d + 1 packets and d
// coordinates of every point in registers, which ends at 8. None of this was measured on a GPU.
#pragma once

#include "../formulas/activation.cuh"
#include "../formulas/kernels.cuh"
#include "watch.cuh"

constexpr int WIDE_THREADS = 128;

namespace wide {

constexpr int WARPS = WIDE_THREADS / 32;

// The item, point or neuron, of this warp.
__device__ int own_item() { return blockIdx.x * WARPS + threadIdx.x / 32; }

__device__ int lane() { return threadIdx.x % 32; }

__device__ double sum_over_lanes(double value) {
  for (int offset = 16; offset > 0; offset /= 2) {
    value += __shfl_xor_sync(0xffffffffu, value, offset);
  }
  return value;
}

// Adds a block's v . phi(z) to the errors of all points; before the first block they are -target.
template <class Phi, class real>
__device__ void add_outputs(
    Phi phi, const real* z, const real* v, int n, int m, const double* target, double* errors, real* rounded) {
  int point = own_item();
  if (point >= m) {
    return;
  }
  const real* own = z + static_cast<long long>(point) * n;
  real sum = 0;
  for (int i = lane(); i < n; i += 32) {
    sum = fused(v[i], phi.value(own[i]), sum);
  }
  double total = sum_over_lanes(sum);
  if (lane() == 0) {
    double e = (target != nullptr ? -target[point] : errors[point]) + total;
    errors[point] = e;
    rounded[point] = static_cast<real>(e);
  }
}

template <class real>
__device__ void outputs(
    const real* z, const real* v, int n, int m, double exponent, const double* target, double* errors, real* rounded) {
  if (exponent == 1) {
    add_outputs(Relu(exponent), z, v, n, m, target, errors, rounded);
  } else {
    add_outputs(Power(exponent), z, v, n, m, target, errors, rounded);
  }
}

// z of a block becomes delta = e phi'(z).
template <class Phi, class real>
__device__ void weigh_slopes(Phi phi, real* z, const real* e, int n, int m) {
  int i = blockIdx.x * WIDE_THREADS + threadIdx.x;
  if (i >= n) {
    return;
  }
  for (int point = blockIdx.y; point < m; point += gridDim.y) {
    real* own = z + static_cast<long long>(point) * n + i;
    *own = e[point] * phi.slope(*own);
  }
}

template <class real>
__device__ void slopes(real* z, const real* e, int n, int m, double exponent) {
  if (exponent == 1) {
    weigh_slopes(Relu(exponent), z, e, n, m);
  } else {
    weigh_slopes(Power(exponent), z, e, n, m);
  }
}

// Adds phi'(z) . a of a block, z and a of every point, to the result.
template <class Phi, class real>
__device__ void add_images(Phi phi, const real* z, const real* a, int n, int m, double* result) {
  int point = own_item();
  if (point >= m) {
    return;
  }
  long long from = static_cast<long long>(point) * n;
  real sum = 0;
  for (int i = lane(); i < n; i += 32) {
    sum = fused(phi.slope(z[from + i]), a[from + i], sum);
  }
  double total = sum_over_lanes(sum);
  if (lane() == 0) {
    result[point] += total;
  }
}

template <class real>
__device__ void images(const real* z, const real* a, int n, int m, double exponent, double* result) {
  if (exponent == 1) {
    add_images(Relu(exponent), z, a, n, m, result);
  } else {
    add_images(Power(exponent), z, a, n, m, result);
  }
}

// The parameters of a block of neurons: neuron after neuron, p numbers each.
template <class real>
struct Block {
  double* weights;       // w and b
  double* outputs;       // c
  real* lifted;          // u
  real* lifted_outputs;  // v
  const real* parts;     // of G: (count, n, p)
  int count;
  int n;
  int d;
  int p;
  double weight_scale;   // u = weight_scale w, of the bias bias_scale b
  double bias_scale;
  double output_scale;   // v = output_scale c

  __device__ double scale(int j) const { return j < d ? weight_scale : bias_scale; }

  __device__ long long at(int i, int j) const { return static_cast<long long>(i) * p + j; }

  // G of neuron i.
  __device__ double gradient(int i, int j) const {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += parts[static_cast<long long>(k) * n * p + at(i, j)];
    }
    return sum;
  }
};

// w, b and c of every neuron against the gradient, and u and v from them; nothing once the loss has run away.
template <class real>
__device__ void step(const Block<real>& b, double rate, double exponent, const Watch* watch) {
  int i = own_item();
  if (i >= b.n || watch->ran_away != 0) {
    return;
  }
  double c = b.outputs[i];
  double v = b.output_scale * c;
  double along = 0;
  for (int j = lane(); j <= b.d; j += 32) {
    double scale = b.scale(j);
    double g = b.gradient(i, j);
    double w = b.weights[b.at(i, j)];
    along = fused(scale * w, g, along);
    w -= rate * scale * v * g;
    b.weights[b.at(i, j)] = w;
    b.lifted[b.at(i, j)] = static_cast<real>(scale * w);
  }
  along = sum_over_lanes(along);
  if (lane() == 0) {
    c -= rate * b.output_scale / exponent * along;
    b.outputs[i] = c;
    b.lifted_outputs[i] = static_cast<real>(b.output_scale * c);
  }
}

// a/M of every neuron, (n, p), as LiftedNetwork.java: factor is 1/M, rho/M in mean field.
template <class real>
__device__ void tangent(const Block<real>& b, double factor, double exponent, real* result) {
  int i = own_item();
  if (i >= b.n) {
    return;
  }
  double v = b.output_scale * b.outputs[i];
  double along = 0;
  for (int j = lane(); j <= b.d; j += 32) {
    along = fused(b.scale(j) * b.weights[b.at(i, j)], b.gradient(i, j), along);
  }
  double output_rate = b.output_scale / exponent * (b.output_scale / exponent) * sum_over_lanes(along);
  for (int j = lane(); j < b.p; j += 32) {
    double scale = b.scale(j);
    double change = v * v * scale * scale * b.gradient(i, j) + output_rate * scale * b.weights[b.at(i, j)];
    result[b.at(i, j)] = static_cast<real>(j <= b.d ? factor * change : 0);
  }
}

}  // namespace wide

#define NTK_WIDE_BLOCK(real)                                                                                           \
  double *weights, double *outputs, NTK_REAL_##real *lifted, NTK_REAL_##real *lifted_outputs,                          \
      const NTK_REAL_##real *parts, int count, int n, int d, int p, double weight_scale, double bias_scale,            \
      double output_scale
#define NTK_PACKED_WIDE_BLOCK                                                                                          \
  {weights, outputs, lifted, lifted_outputs, parts, count, n, d, p, weight_scale, bias_scale, output_scale}
#define NTK_WIDE_PASS(pass, real, ...)                                                                                 \
  extern "C" __global__ void __launch_bounds__(WIDE_THREADS) descent_wide_##pass##_##real(__VA_ARGS__)
#define NTK_WIDE(real)                                                                                                 \
  NTK_WIDE_PASS(outputs, real, const NTK_REAL_##real* z, const NTK_REAL_##real* v, int n, int m, double exponent,      \
                const double* target, double* errors, NTK_REAL_##real* rounded) {                                      \
    wide::outputs(z, v, n, m, exponent, target, errors, rounded);                                                      \
  }                                                                                                                    \
  NTK_WIDE_PASS(slopes, real, NTK_REAL_##real* z, const NTK_REAL_##real* e, int n, int m, double exponent) {           \
    wide::slopes(z, e, n, m, exponent);                                                                                \
  }                                                                                                                    \
  NTK_WIDE_PASS(images, real, const NTK_REAL_##real* z, const NTK_REAL_##real* a, int n, int m, double exponent,       \
                double* result) {                                                                                      \
    wide::images(z, a, n, m, exponent, result);                                                                        \
  }                                                                                                                    \
  NTK_WIDE_PASS(step, real, NTK_WIDE_BLOCK(real), double rate, double exponent, const Watch* watch) {                  \
    wide::step<NTK_REAL_##real>(NTK_PACKED_WIDE_BLOCK, rate, exponent, watch);                                         \
  }                                                                                                                    \
  NTK_WIDE_PASS(tangent, real, NTK_WIDE_BLOCK(real), double factor, double exponent, NTK_REAL_##real* result) {        \
    wide::tangent<NTK_REAL_##real>(NTK_PACKED_WIDE_BLOCK, factor, exponent, result);                                   \
  }

NTK_WIDE(single)
NTK_WIDE(double)
