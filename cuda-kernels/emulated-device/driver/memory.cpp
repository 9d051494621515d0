#include "memory.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <vector>

#include "../execution/sanitizer.h"

namespace emulated {
namespace {

constexpr std::size_t page = 4096;
constexpr std::size_t guard = 4096;
constexpr std::size_t alignment = 512;
constexpr unsigned char guard_byte = 0xa5;
constexpr unsigned char unset_byte = 0xff;  // as float or double: NaN

char* bytes(Address address) { return reinterpret_cast<char*>(address); }

std::size_t rounded(std::size_t size, std::size_t unit) { return (size + unit - 1) / unit * unit; }

bool all_guard(Address from, Address to) {
  for (Address a = from; a < to; a++) {
    if (static_cast<unsigned char>(*bytes(a)) != guard_byte) return false;
  }
  return true;
}

}  // namespace

// Reserved addresses cost nothing; a freed region is closed and its addresses come back only after all the others, so
// that a late access meets no memory.
void DeviceMemory::reserve() {
  for (std::size_t size = std::size_t{1} << 40; begin_ == 0 && size >= std::size_t{1} << 32; size /= 2) {
    void* range = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range == MAP_FAILED) continue;
    begin_ = next_ = reinterpret_cast<Address>(range);
    end_ = begin_ + size;
  }
}

Address DeviceMemory::place(std::size_t region_size) {
  for (int round = 0; round < 2; round++) {
    for (;;) {
      if (next_ + region_size > end_) break;
      // Live regions that reach into [next_, next_ + region_size) are stepped over.
      const Allocation* in_the_way = nullptr;
      for (auto a = live_.lower_bound(next_); a != live_.end() && a->second.region < next_ + region_size; ++a) {
        in_the_way = &a->second;
      }
      if (in_the_way == nullptr) return next_;
      next_ = in_the_way->region + in_the_way->region_size;
    }
    next_ = begin_;
  }
  return 0;
}

// A closed page follows the upper guard zone.
Address DeviceMemory::allocate(std::size_t size, const void* owner) {
  reserve();
  const std::size_t open = rounded(guard + rounded(size, alignment) + guard, page);
  if (begin_ == 0 || open < size) return 0;
  const Address region = place(open + page);
  if (region == 0 || mprotect(bytes(region), open, PROT_READ | PROT_WRITE) != 0) return 0;
  const Allocation allocation{region + guard, size, region, open + page, owner};
  unpoison(bytes(region), open);
  std::memset(bytes(allocation.start), unset_byte, size);
  write_guards(allocation);
  live_[allocation.start] = allocation;
  next_ = region + allocation.region_size;
  return allocation.start;
}

void DeviceMemory::write_guards(const Allocation& a) const {
  const Address end = a.start + a.size;
  const Address open_end = a.region + a.region_size - page;
  std::memset(bytes(a.region), guard_byte, guard);
  std::memset(bytes(end), guard_byte, open_end - end);
  poison(bytes(a.region), guard);
  poison(bytes(end), open_end - end);
}

bool DeviceMemory::guards_intact(const Allocation& a) const {
  const Address end = a.start + a.size;
  const Address open_end = a.region + a.region_size - page;
  unpoison(bytes(a.region), guard);
  unpoison(bytes(end), open_end - end);
  const bool intact = all_guard(a.region, a.start) && all_guard(end, open_end);
  poison(bytes(a.region), guard);
  poison(bytes(end), open_end - end);
  return intact;
}

DeviceMemory::Freed DeviceMemory::free(Address address) {
  const auto found = live_.find(address);
  if (found == live_.end()) return Freed::unknown_address;
  const Allocation a = found->second;
  const bool intact = guards_intact(a);
  live_.erase(found);
  unpoison(bytes(a.region), a.region_size - page);
  madvise(bytes(a.region), a.region_size, MADV_DONTNEED);
  mprotect(bytes(a.region), a.region_size, PROT_NONE);
  return intact ? Freed::well : Freed::guard_overwritten;
}

const Allocation* DeviceMemory::holding(Address address, std::size_t size) const {
  auto after = live_.upper_bound(address);
  if (after == live_.begin()) return nullptr;
  const Allocation& a = (--after)->second;
  const std::uint64_t offset = address - a.start;
  return offset <= a.size && size <= a.size - offset ? &a : nullptr;
}

bool DeviceMemory::guard_overwritten() const {
  for (const auto& entry : live_) {
    if (!guards_intact(entry.second)) return true;
  }
  return false;
}

bool DeviceMemory::in_range(const void* pointer) const {
  const Address a = reinterpret_cast<Address>(pointer);
  return a >= begin_ && a < end_;
}

void* PinnedMemory::allocate(std::size_t size, const void* owner) {
  void* memory = std::malloc(size);
  if (memory == nullptr) return nullptr;
  std::memset(memory, unset_byte, size);
  live_[memory] = {size, owner};
  return memory;
}

bool PinnedMemory::free(void* address) {
  if (live_.erase(address) == 0) return false;
  std::free(address);
  return true;
}

bool PinnedMemory::holds(const void* address, std::size_t size) const {
  auto after = live_.upper_bound(address);
  if (after == live_.begin()) return false;
  const auto& [start, piece] = *--after;
  const std::size_t offset = static_cast<std::size_t>(static_cast<const char*>(address) - static_cast<const char*>(start));
  return offset <= piece.size && size <= piece.size - offset;
}

void PinnedMemory::free_all_of(const void* owner) {
  for (auto p = live_.begin(); p != live_.end();) {
    if (p->second.owner == owner) {
      std::free(const_cast<void*>(p->first));
      p = live_.erase(p);
    } else {
      ++p;
    }
  }
}

}  // namespace emulated
