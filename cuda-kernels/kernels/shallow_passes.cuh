// The forward and the backward pass of descent.cu over a network of one hidden layer: a thread keeps a group of items in
// registers and streams over all of the others.
#pragma once

#include "../formulas/activation.cuh"
#include "../formulas/kernels.cuh"
#include "pass_sums.cuh"
#include "watch.cuh"

namespace {

// Points that a thread keeps in the forward pass, neurons in the backward pass: as many as leave room in the registers.
template <class real, int d>
constexpr int POINTS = sizeof(real) == 8 && d > 2 ? 4 : 8;
template <class real, int d>
constexpr int NEURONS = (sizeof(real) == 8 && d > 1) || d > 4 ? 4 : 8;

// Blocks of a multiprocessor that the registers must leave room for.
template <class real, int d>
constexpr int RESIDENT = d <= 4 ? 4 : sizeof(real) == 4 ? 3 : 2;

// A network in training on its points. Rows of every array follow one another at the padded length.
template <class real>
struct Training {
  const real* points;      // x, (d, padded m)
  const double* target;    // y, padded m
  double* errors;          // f - y, padded m; 0 beyond m
  real* rounded;           // the same in the passes' precision
  double* parameters;      // w, b, c: (d + 2, padded n)
  real* lifted;            // u, v: (d + 2, padded n)
  int m;
  int n;
  int padded_m;
  int padded_n;
  double weight_scale;     // u = weight_scale w, of the bias bias_scale b
  double bias_scale;
  double output_scale;     // v = output_scale c
  double rate;             // eta rho/M
  double exponent;         // q
  const Watch* watch;      // what the last steps left
};

// Neurons as the forward pass streams over them: their terms are v phi(u . x^).
template <class Phi, class real, int d>
struct Outputs {
  Packet<real> u[d + 1];
  Packet<real> v;

  __device__ Outputs(const Training<real>& t, const real*, int i) {
#pragma unroll
    for (int j = 0; j <= d; j++) {
      u[j] = load_packet(t.lifted + static_cast<long long>(j) * t.padded_n + i);
    }
    v = load_packet(t.lifted + static_cast<long long>(d + 1) * t.padded_n + i);
  }

  __device__ real add_term(const Phi& phi, int q, const real (&x)[d], real sum) const {
    real z = u[d].of[q];
#pragma unroll
    for (int j = 0; j < d; j++) {
      z = fused(u[j].of[q], x[j], z);
    }
    return fused(v.of[q], phi.value(z), sum);
  }
};

// Neurons with the terms phi'(u . x^) a . x^, where a, (d + 1, padded n), is what J^T made of a vector.
template <class Phi, class real, int d>
struct Images {
  Packet<real> u[d + 1];
  Packet<real> a[d + 1];

  __device__ Images(const Training<real>& t, const real* tangent, int i) {
#pragma unroll
    for (int j = 0; j <= d; j++) {
      u[j] = load_packet(t.lifted + static_cast<long long>(j) * t.padded_n + i);
      a[j] = load_packet(tangent + static_cast<long long>(j) * t.padded_n + i);
    }
  }

  __device__ real add_term(const Phi& phi, int q, const real (&x)[d], real sum) const {
    real z = u[d].of[q];
    real y = a[d].of[q];
#pragma unroll
    for (int j = 0; j < d; j++) {
      z = fused(u[j].of[q], x[j], z);
      y = fused(a[j].of[q], x[j], y);
    }
    return fused(phi.slope(z), y, sum);
  }
};

// Adds the sums over all neurons for a group of points.
template <class Phi, class Neurons, class real, int d, int count>
__device__ void sum_over_neurons(
    const Training<real>& t, const real* tangent, int group, double (&total)[Sharing<count>::OF_LANE]) {
  Phi phi(t.exponent);
  real x[count][d];
#pragma unroll
  for (int p = 0; p < count; p++) {
#pragma unroll
    for (int j = 0; j < d; j++) {
      x[p][j] = t.points[static_cast<long long>(j) * t.padded_m + group * count + p];
    }
  }
  constexpr int SIZE = Packet<real>::SIZE;
  for (int chunk = 0; chunk < t.padded_n; chunk += CHUNK) {
    int end = min(t.padded_n, chunk + CHUNK);
    real sum[count] = {};
    for (int i = chunk + threadIdx.x * SIZE; i < end; i += DESCENT_THREADS * SIZE) {
      Neurons neurons(t, tangent, i);
#pragma unroll
      for (int q = 0; q < SIZE; q++) {
#pragma unroll
        for (int p = 0; p < count; p++) {
          sum[p] = neurons.add_term(phi, q, x[p], sum[p]);
        }
      }
    }
    join_lanes(sum, total);
  }
}

// The forward pass over the groups of points of this block; done(m, sum) takes every point's result.
template <class Phi, class Neurons, class real, int d, class Done>
__device__ void forward(const Training<real>& t, const real* tangent, Done done) {
  constexpr int COUNT = POINTS<real, d>;
  __shared__ Finish<COUNT> finish;
  int groups = (t.m + COUNT - 1) / COUNT;
  for (int first = blockIdx.x; first < groups; first += ROUNDS * gridDim.x) {
    for (int round = 0, group = first; round < ROUNDS && group < groups; round++, group += gridDim.x) {
      double total[Sharing<COUNT>::OF_LANE] = {};
      sum_over_neurons<Phi, Neurons, real, d, COUNT>(t, tangent, group, total);
      finish.put(round, total);
    }
    __syncthreads();
    int round = threadIdx.x / COUNT;
    int m = (first + round * gridDim.x) * COUNT + threadIdx.x % COUNT;
    if (round < ROUNDS && m < t.m) {
      done(m, finish.get(round, threadIdx.x % COUNT));
    }
    __syncthreads();
  }
}

// Adds the sums G = sum_m e_m phi'(u . x^_m) x^_m for a group of neurons, one neuron after the other.
template <class Phi, class real, int d, int count>
__device__ void sum_over_points(
    const Training<real>& t, int group, double (&total)[Sharing<count*(d + 1)>::OF_LANE]) {
  Phi phi(t.exponent);
  real u[count][d + 1];
#pragma unroll
  for (int i = 0; i < count; i++) {
#pragma unroll
    for (int j = 0; j <= d; j++) {
      u[i][j] = t.lifted[static_cast<long long>(j) * t.padded_n + group * count + i];
    }
  }
  constexpr int SIZE = Packet<real>::SIZE;
  for (int chunk = 0; chunk < t.padded_m; chunk += CHUNK) {
    int end = min(t.padded_m, chunk + CHUNK);
    real sum[count * (d + 1)] = {};
    for (int m = chunk + threadIdx.x * SIZE; m < end; m += DESCENT_THREADS * SIZE) {
      Packet<real> x[d];
#pragma unroll
      for (int j = 0; j < d; j++) {
        x[j] = load_packet(t.points + static_cast<long long>(j) * t.padded_m + m);
      }
      Packet<real> e = load_packet(t.rounded + m);
#pragma unroll
      for (int q = 0; q < SIZE; q++) {
        real weighted[d];
#pragma unroll
        for (int j = 0; j < d; j++) {
          weighted[j] = e.of[q] * x[j].of[q];
        }
#pragma unroll
        for (int i = 0; i < count; i++) {
          real z = u[i][d];
#pragma unroll
          for (int j = 0; j < d; j++) {
            z = fused(u[i][j], x[j].of[q], z);
          }
          real slope = phi.slope(z);
          real* g = sum + i * (d + 1);
#pragma unroll
          for (int j = 0; j < d; j++) {
            g[j] = fused(slope, weighted[j], g[j]);
          }
          g[d] = fused(slope, e.of[q], g[d]);
        }
      }
    }
    join_lanes(sum, total);
  }
}

// The backward pass over the groups of neurons of this block; done(i, G) takes every neuron's result.
template <class Phi, class real, int d, class Done>
__device__ void backward(const Training<real>& t, Done done) {
  constexpr int COUNT = NEURONS<real, d>;
  constexpr int VALUES = COUNT * (d + 1);
  __shared__ Finish<VALUES> finish;
  int groups = (t.n + COUNT - 1) / COUNT;
  for (int first = blockIdx.x; first < groups; first += ROUNDS * gridDim.x) {
    for (int round = 0, group = first; round < ROUNDS && group < groups; round++, group += gridDim.x) {
      double total[Sharing<VALUES>::OF_LANE] = {};
      sum_over_points<Phi, real, d, COUNT>(t, group, total);
      finish.put(round, total);
    }
    __syncthreads();
    int round = threadIdx.x / COUNT;
    int i = (first + round * gridDim.x) * COUNT + threadIdx.x % COUNT;
    if (round < ROUNDS && i < t.n) {
      double g[d + 1];
#pragma unroll
      for (int j = 0; j <= d; j++) {
        g[j] = finish.get(round, threadIdx.x % COUNT * (d + 1) + j);
      }
      done(i, g);
    }
    __syncthreads();
  }
}

}  // namespace
