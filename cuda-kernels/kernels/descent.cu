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

#include "../formulas/activation.cuh"
#include "../formulas/kernels.cuh"
#include "watch.cuh"
#include "wide_descent.cuh"

constexpr int DESCENT_THREADS = 128;
constexpr int DESCENT_PADDING = 128;  // points and neurons are padded with zeros to a multiple of this
constexpr int LOSS_THREADS = 1024;


namespace {

constexpr int DESCENT_WARPS = DESCENT_THREADS / 32;
constexpr int CHUNK = 512 * DESCENT_THREADS;  // terms that are summed in single precision, at most 512 a lane

// Groups of a block whose sums wait in shared memory to be finished together.
constexpr int ROUNDS = 4;

// Points that a thread keeps in the forward pass, neurons in the backward pass: as many as leave room in the registers.
template <class real, int d>
constexpr int POINTS = sizeof(real) == 8 && d > 2 ? 4 : 8;
template <class real, int d>
constexpr int NEURONS = (sizeof(real) == 8 && d > 1) || d > 4 ? 4 : 8;

// Blocks of a multiprocessor that the registers must leave room for.
template <class real, int d>
constexpr int RESIDENT = d <= 4 ? 4 : sizeof(real) == 4 ? 3 : 2;

// What one load brings.
template <class real>
struct __align__(16) Packet {
  static constexpr int SIZE = 16 / sizeof(real);
  real of[SIZE];
};

template <class real>
__device__ Packet<real> load_packet(const real* from) {
  return *reinterpret_cast<const Packet<real>*>(from);
}

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

// Adds up a number of every lane; all lanes have the sum.
__device__ double sum_over_lanes(double value) {
  for (int offset = 16; offset > 0; offset /= 2) {
    value += __shfl_xor_sync(0xffffffffu, value, offset);
  }
  return value;
}

// How the sums of many values over the lanes of a warp are shared among its lanes: SHARES lanes to a value, or
// several values to a lane.
template <int values>
struct Sharing {
  static constexpr int SHARES = values > 16 ? 1 : values > 8 ? 2 : 4;
  static constexpr int OF_LANE = (values + 31) / 32;

  // The k-th value of this lane, at least `values` where there is none, and which share of it.
  __device__ static int value(int k) { return SHARES == 1 ? threadIdx.x % 32 + 32 * k : threadIdx.x % 32 % values; }
  __device__ static int share() { return SHARES == 1 ? 0 : threadIdx.x % 32 / values; }
};

// Adds to every lane's totals its shares of the sums of values over the lanes of its warp.
template <class real, int values>
__device__ void join_lanes(const real (&sum)[values], double (&total)[Sharing<values>::OF_LANE]) {
  using S = Sharing<values>;
  __shared__ real lanes[DESCENT_WARPS][values][33];  // an odd length: lanes that read rows meet in no bank
  auto& own = lanes[threadIdx.x / 32];
  __syncwarp();  // until every lane has read what was there
#pragma unroll
  for (int v = 0; v < values; v++) {
    own[v][threadIdx.x % 32] = sum[v];
  }
  __syncwarp();
#pragma unroll
  for (int k = 0; k < S::OF_LANE; k++) {
    int v = S::value(k);
    if (v < values && S::share() < S::SHARES) {
      const real* from = own[v] + S::share() * (32 / S::SHARES);
      real part[4] = {};
#pragma unroll
      for (int l = 0; l < 32 / S::SHARES; l++) {
        part[l % 4] += from[l];
      }
      total[k] += (part[0] + part[1]) + (part[2] + part[3]);
    }
  }
}

// Sums of a block's groups of items, to be finished together: by group, value, warp and share.
template <int values>
struct Finish {
  static constexpr int PARTS = DESCENT_WARPS * Sharing<values>::SHARES;
  double part[ROUNDS][values][PARTS];

  __device__ void put(int round, const double (&total)[Sharing<values>::OF_LANE]) {
    using S = Sharing<values>;
#pragma unroll
    for (int k = 0; k < S::OF_LANE; k++) {
      if (S::value(k) < values && S::share() < S::SHARES) {
        part[round][S::value(k)][threadIdx.x / 32 * S::SHARES + S::share()] = total[k];
      }
    }
  }

  __device__ double get(int round, int value) const {
    double sum = 0;
    for (int k = 0; k < PARTS; k++) {
      sum += part[round][value][k];
    }
    return sum;
  }
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
