// What the emulated device is and what goes wrong with it, as a file of `key = value` lines says (README.md lists the keys).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "../execution/schedule.h"

namespace emulated {

// Something that fails when it is done for the n-th time, or from then on.
enum class Fault {
  call,
  allocation,
  host_allocation,
  copy,
  handle,
  launch,
  execution,
  blas,
  solver,
};

struct FaultTime {
  std::uint64_t first = 0;  // 0: never
  bool from_then_on = false;
};

struct Settings {
  int devices = 1;
  std::string name = "Emulated device";
  std::vector<std::size_t> memory = {std::size_t{1} << 30};  // of the first device, the second, ...; the last for the rest
  int compute_capability = 90;  // ten times major plus minor
  int multiprocessors = 4;
  int driver_version = 12060;
  int cuda_version = 12;  // of cuBLAS and cuSOLVER
  int init_result = 0;
  int module_result = 0;
  int lost_result = 46;
  int execution_result = 719;
  int blas_status = 13;
  int solver_status = 7;
  int solver_info = 0;
  double solver_error = 0;  // relative to the largest eigenvalue
  std::string source_hash;  // empty: the true one
  Order block_order = Order::forward;
  Order thread_order = Order::forward;
  std::uint64_t seed = 1;
  std::map<Fault, FaultTime> faults;
  int fault_device = -1;  // on which faults happen and are counted; -1: on all together

  std::size_t memory_of(int device) const {
    return memory[std::min<std::size_t>(static_cast<std::size_t>(device), memory.size() - 1)];
  }

  // Throws std::invalid_argument with the line that is not understood.
  static Settings from_text(const std::string& text);
};

}  // namespace emulated
