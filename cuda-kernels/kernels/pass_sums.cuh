// How the passes of descent.cu add up: in lanes, warps, chunks and blocks, in an order that does not depend on how many
// blocks there are.
#pragma once

constexpr int DESCENT_THREADS = 128;
constexpr int DESCENT_PADDING = 128;  // points and neurons are padded with zeros to a multiple of this

namespace {

constexpr int DESCENT_WARPS = DESCENT_THREADS / 32;
constexpr int CHUNK = 512 * DESCENT_THREADS;  // terms that are summed in single precision, at most 512 a lane

// Groups of a block whose sums wait in shared memory to be finished together.
constexpr int ROUNDS = 4;

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

}  // namespace
