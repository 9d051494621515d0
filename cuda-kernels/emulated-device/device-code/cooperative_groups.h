// As much of cooperative groups as device code here uses: the grid, the block, tiles of a warp.
#pragma once

#include "execution.h"
#include "warp.h"

namespace cooperative_groups {

class grid_group {
 public:
  void sync(emulated::Site site = EMULATED_SITE) const { emulated::grid_barrier(site); }
  unsigned long long size() const { return num_blocks() * block_size(); }
  unsigned long long thread_rank() const {
    const emulated::ThreadPlace& p = *emulated::running;
    const unsigned long long block = (1ull * p.block.z * p.grid_size.y + p.block.y) * p.grid_size.x + p.block.x;
    const unsigned long long thread = (p.thread.z * p.block_size.y + p.thread.y) * p.block_size.x + p.thread.x;
    return block * block_size() + thread;
  }

 private:
  static unsigned long long num_blocks() {
    const dim3& g = emulated::running->grid_size;
    return 1ull * g.x * g.y * g.z;
  }
  static unsigned long long block_size() {
    const dim3& b = emulated::running->block_size;
    return 1ull * b.x * b.y * b.z;
  }
};

class thread_block {
 public:
  void sync(emulated::Site site = EMULATED_SITE) const { emulated::block_barrier(false, site); }
  unsigned size() const {
    const dim3& b = emulated::running->block_size;
    return b.x * b.y * b.z;
  }
  unsigned thread_rank() const {
    const emulated::ThreadPlace& p = *emulated::running;
    return (p.thread.z * p.block_size.y + p.thread.y) * p.block_size.x + p.thread.x;
  }
};

template <unsigned tile>
class thread_block_tile {
  static_assert(tile <= emulated::warp_size && (tile & (tile - 1)) == 0, "tiles lie within a warp");

 public:
  void sync(emulated::Site site = EMULATED_SITE) const { __syncwarp(mask(), site); }
  unsigned size() const { return tile; }
  unsigned thread_rank() const { return emulated::lane() % tile; }
  template <class T>
  T shfl(T value, int source, emulated::Site site = EMULATED_SITE) const {
    return __shfl_sync(mask(), value, source, tile, site);
  }
  template <class T>
  T shfl_down(T value, unsigned delta, emulated::Site site = EMULATED_SITE) const {
    return __shfl_down_sync(mask(), value, delta, tile, site);
  }
  template <class T>
  T shfl_up(T value, unsigned delta, emulated::Site site = EMULATED_SITE) const {
    return __shfl_up_sync(mask(), value, delta, tile, site);
  }
  template <class T>
  T shfl_xor(T value, int lanes, emulated::Site site = EMULATED_SITE) const {
    return __shfl_xor_sync(mask(), value, lanes, tile, site);
  }
  unsigned ballot(int predicate, emulated::Site site = EMULATED_SITE) const {
    return __ballot_sync(mask(), predicate, site) >> (emulated::lane() & ~(tile - 1));
  }

 private:
  static unsigned mask() {
    const unsigned all = tile == 32 ? 0xffffffffu : (1u << tile % 32) - 1;
    return all << (emulated::lane() & ~(tile - 1));
  }
};

inline grid_group this_grid() { return {}; }
inline thread_block this_thread_block() { return {}; }
template <unsigned tile>
thread_block_tile<tile> tiled_partition(const thread_block&) {
  return {};
}

}  // namespace cooperative_groups
