// Shuffles, votes and reductions within a warp.
#pragma once

#include <cstring>

#include "execution.h"

namespace emulated {

template <class T>
std::uint64_t to_bits(T value) {
  static_assert(sizeof(T) <= sizeof(std::uint64_t), "a shuffle moves up to 8 bytes");
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof value);
  return bits;
}

template <class T>
T from_bits(std::uint64_t bits) {
  T value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

// A lane that takes no part leaves an undefined value on a device; here all bits are set, NaN as a number.
template <class T>
T shuffle(std::uint32_t mask, T value, unsigned source, Site site) {
  const WarpValues& brought = warp_exchange(mask, WarpOperation::shuffle, to_bits(value), site);
  return from_bits<T>((brought.arrived >> source & 1) != 0 ? brought.values[source] : ~std::uint64_t{0});
}

template <class T, class Combine>
T reduce(std::uint32_t mask, T value, Combine combine, Site site) {
  const WarpValues& brought = warp_exchange(mask, WarpOperation::reduction, to_bits(value), site);
  bool first = true;
  T result{};
  for (unsigned l = 0; l < warp_size; l++) {
    if ((brought.arrived >> l & 1) != 0) {
      const T other = from_bits<T>(brought.values[l]);
      result = first ? other : combine(result, other);
      first = false;
    }
  }
  return result;
}

inline std::uint32_t vote(std::uint32_t mask, bool predicate, std::uint32_t& arrived, Site site) {
  const WarpValues& brought = warp_exchange(mask, WarpOperation::vote, predicate ? 1 : 0, site);
  arrived = brought.arrived;
  std::uint32_t ballot = 0;
  for (unsigned l = 0; l < warp_size; l++) {
    if ((arrived >> l & 1) != 0 && brought.values[l] != 0) ballot |= std::uint32_t{1} << l;
  }
  return ballot;
}

}  // namespace emulated

inline void __syncwarp(unsigned mask = 0xffffffffu, emulated::Site site = EMULATED_SITE) {
  emulated::warp_exchange(mask, emulated::WarpOperation::barrier, 0, site);
}

inline unsigned __activemask() { return emulated::active_lanes(); }

inline unsigned __ballot_sync(unsigned mask, int predicate, emulated::Site site = EMULATED_SITE) {
  std::uint32_t arrived;
  return emulated::vote(mask, predicate != 0, arrived, site);
}

inline int __any_sync(unsigned mask, int predicate, emulated::Site site = EMULATED_SITE) {
  std::uint32_t arrived;
  return emulated::vote(mask, predicate != 0, arrived, site) != 0;
}

inline int __all_sync(unsigned mask, int predicate, emulated::Site site = EMULATED_SITE) {
  std::uint32_t arrived;
  const std::uint32_t ballot = emulated::vote(mask, predicate != 0, arrived, site);
  return ballot == arrived;
}

template <class T>
unsigned __match_any_sync(unsigned mask, T value, emulated::Site site = EMULATED_SITE) {
  const emulated::WarpValues& brought =
      emulated::warp_exchange(mask, emulated::WarpOperation::match, emulated::to_bits(value), site);
  unsigned same = 0;
  for (unsigned l = 0; l < emulated::warp_size; l++) {
    if ((brought.arrived >> l & 1) != 0 && brought.values[l] == emulated::to_bits(value)) same |= 1u << l;
  }
  return same;
}

// Within each section of `width` lanes; a source outside of the section leaves the caller's own value.
template <class T>
T __shfl_sync(unsigned mask, T value, int source, int width = 32, emulated::Site site = EMULATED_SITE) {
  const unsigned section = emulated::lane() & ~static_cast<unsigned>(width - 1);
  return emulated::shuffle(mask, value, section + (static_cast<unsigned>(source) & (width - 1)), site);
}

template <class T>
T __shfl_up_sync(unsigned mask, T value, unsigned delta, int width = 32, emulated::Site site = EMULATED_SITE) {
  const unsigned own = emulated::lane();
  const bool inside = (own & (width - 1)) >= delta;
  return emulated::shuffle(mask, value, inside ? own - delta : own, site);
}

template <class T>
T __shfl_down_sync(unsigned mask, T value, unsigned delta, int width = 32, emulated::Site site = EMULATED_SITE) {
  const unsigned own = emulated::lane();
  const bool inside = (own & (width - 1)) + delta < static_cast<unsigned>(width);
  return emulated::shuffle(mask, value, inside ? own + delta : own, site);
}

// As on a device, a lane may read from an earlier section but not from a later one.
template <class T>
T __shfl_xor_sync(unsigned mask, T value, int lanes, int width = 32, emulated::Site site = EMULATED_SITE) {
  const unsigned own = emulated::lane();
  const unsigned source = own ^ static_cast<unsigned>(lanes);
  const unsigned end = (own & ~static_cast<unsigned>(width - 1)) + width;
  return emulated::shuffle(mask, value, source < end ? source : own, site);
}

#define EMULATED_WARP_REDUCTION(name, T, expression)                                         \
  inline T name(unsigned mask, T value, emulated::Site site = EMULATED_SITE) {               \
    return emulated::reduce(mask, value, [](T a, T b) -> T { return expression; }, site);    \
  }
EMULATED_WARP_REDUCTION(__reduce_add_sync, unsigned, a + b)
EMULATED_WARP_REDUCTION(__reduce_add_sync, int, a + b)
EMULATED_WARP_REDUCTION(__reduce_min_sync, unsigned, a < b ? a : b)
EMULATED_WARP_REDUCTION(__reduce_min_sync, int, a < b ? a : b)
EMULATED_WARP_REDUCTION(__reduce_max_sync, unsigned, a < b ? b : a)
EMULATED_WARP_REDUCTION(__reduce_max_sync, int, a < b ? b : a)
EMULATED_WARP_REDUCTION(__reduce_and_sync, unsigned, a & b)
EMULATED_WARP_REDUCTION(__reduce_or_sync, unsigned, a | b)
EMULATED_WARP_REDUCTION(__reduce_xor_sync, unsigned, a ^ b)
#undef EMULATED_WARP_REDUCTION
