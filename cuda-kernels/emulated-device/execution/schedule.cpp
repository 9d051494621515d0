#include "schedule.h"

#include <algorithm>
#include <numeric>

namespace emulated {

const std::vector<std::uint64_t>& Schedule::turns(std::uint64_t count) {
  if (order_ != Order::shuffled && turns_.size() == count) return turns_;
  turns_.resize(count);
  std::iota(turns_.begin(), turns_.end(), std::uint64_t{0});
  if (order_ == Order::reversed) std::reverse(turns_.begin(), turns_.end());
  if (order_ == Order::shuffled) {
    for (std::uint64_t i = count; i > 1; i--) std::swap(turns_[i - 1], turns_[next() % i]);
  }
  return turns_;
}

// SplitMix64.
std::uint64_t Schedule::next() {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

}  // namespace emulated
