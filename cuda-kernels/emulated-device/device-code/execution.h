// What device code asks of the machine that runs it: the thread it is, shared memory, barriers, exchanges within a warp.
// The answers are in libcuda.so.1 (folder execution/); device code is compiled against this header alone.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vector_types.h"

#define EMULATED_EXPORT __attribute__((visibility("default")))

namespace emulated {

constexpr unsigned warp_size = 32;

// Where a thread stands in the grid. The scheduler points `running` at the thread that runs now.
struct ThreadPlace {
  uint3 thread;
  uint3 block;
  dim3 block_size;
  dim3 grid_size;
};
extern EMULATED_EXPORT const ThreadPlace* running;

// A line of device source, for reports.
struct Site {
  const char* file;
  int line;
  bool operator==(const Site& other) const;
};

// All threads of the block must arrive, at the same line. Returns how many came with a true predicate.
EMULATED_EXPORT unsigned block_barrier(bool predicate, Site site);

// All threads of a grid that was launched cooperatively must arrive.
EMULATED_EXPORT void grid_barrier(Site site);

enum class WarpOperation { barrier, shuffle, vote, match, reduction };

// What the lanes named in a mask brought. Valid until the caller's next call into this header.
struct WarpValues {
  std::uint32_t arrived;  // lanes that took part: those of the mask that had not left the kernel
  std::uint64_t values[warp_size];
};

EMULATED_EXPORT unsigned lane();
EMULATED_EXPORT std::uint32_t active_lanes();
EMULATED_EXPORT const WarpValues& warp_exchange(
    std::uint32_t mask, WarpOperation operation, std::uint64_t value, Site site);

// One `__shared__` declaration. The same object answers for every block; memory is the block's own.
class SharedVariable {
 public:
  EMULATED_EXPORT SharedVariable(std::size_t size, std::size_t alignment, Site site);
  EMULATED_EXPORT void* of_running_block() const;

  const std::size_t size;
  const std::size_t alignment;
  const Site site;

 private:
  const std::size_t number_;
};

// The block's dynamic shared memory, as many bytes as the launch asked for; takes the type of what it initialises.
EMULATED_EXPORT void* dynamic_shared_memory();
struct DynamicShared {
  template <class T>
  operator T*() const {
    return static_cast<T*>(dynamic_shared_memory());
  }
};

// Ends the launch: the next synchronising call reports CUDA's code for it.
[[noreturn]] EMULATED_EXPORT void trap(Site site);
[[noreturn]] EMULATED_EXPORT void failed_assertion(const char* condition, Site site);

}  // namespace emulated

#define EMULATED_SITE (::emulated::Site{__builtin_FILE(), __builtin_LINE()})
