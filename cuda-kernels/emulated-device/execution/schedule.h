// In which order blocks, and the threads of a block, take their turns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace emulated {

enum class Order { forward, reversed, shuffled };

class Schedule {
 public:
  Schedule(Order order, std::uint64_t seed) : order_(order), state_(seed) {}

  // 0 … count-1, each once.
  const std::vector<std::uint64_t>& turns(std::uint64_t count);

 private:
  std::uint64_t next();

  Order order_;
  std::uint64_t state_;
  std::vector<std::uint64_t> turns_;
};

}  // namespace emulated
