// Device memory: a range of addresses of its own, every allocation between guard zones, filled with NaN.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>

#include "../device-code/execution.h"

namespace emulated {

using Address = std::uint64_t;

struct Allocation {
  Address start;
  std::size_t size;
  Address region;  // with guard zones
  std::size_t region_size;
  const void* owner;  // a context
};

class DeviceMemory {
 public:
  // 0: the address range is exhausted.
  Address allocate(std::size_t size, const void* owner);

  enum class Freed { well, unknown_address, guard_overwritten };
  Freed free(Address address);

  // The allocation that holds all of [address, address + size), or null.
  const Allocation* holding(Address address, std::size_t size) const;

  // True if any guard zone was written to.
  bool guard_overwritten() const;

  bool in_range(const void* pointer) const;

  const std::map<Address, Allocation>& live() const { return live_; }

 private:
  void reserve();
  Address place(std::size_t region_size);
  void write_guards(const Allocation& a) const;
  bool guards_intact(const Allocation& a) const;

  Address begin_ = 0;
  Address end_ = 0;
  Address next_ = 0;
  std::map<Address, Allocation> live_;  // by start
};

// Page-locked host memory.
class PinnedMemory {
 public:
  void* allocate(std::size_t size, const void* owner);
  bool free(void* address);
  bool holds(const void* address, std::size_t size) const;
  void free_all_of(const void* owner);
  std::size_t live() const { return live_.size(); }

 private:
  struct Piece {
    std::size_t size;
    const void* owner;
  };
  std::map<const void*, Piece> live_;
};

}  // namespace emulated
