// Launches. Arguments are read when the launch is submitted, as on a device; the grid runs to its end before the call
// returns, and what goes wrong inside shows at the next call.
#include <algorithm>
#include <cstring>

#include "../execution/grid.h"
#include "launch_limits.h"
#include "machine.h"
#include "modules.h"

namespace emulated {

Function* function_of(Context& context, const void* handle) {
  for (const auto& module : context.modules) {
    for (auto& entry : module->functions) {
      if (&entry.second == handle) return &entry.second;
    }
  }
  return nullptr;
}

unsigned most_threads(const KernelEntry& kernel) {
  return kernel.most_threads == 0 ? most_block_threads : kernel.most_threads;
}

// Registers are not known here: what the kernel states that they leave room for counts.
unsigned resident_blocks(const Function& function, unsigned threads, std::size_t dynamic_shared) {
  constexpr unsigned threads_of_multiprocessor = 2048;
  constexpr unsigned blocks_of_multiprocessor = 32;
  constexpr std::size_t shared_of_multiprocessor = 228 * 1024;
  if (threads > most_threads(*function.kernel) || dynamic_shared > function.most_dynamic_shared) return 0;
  std::size_t blocks = std::min(blocks_of_multiprocessor, threads_of_multiprocessor / threads);
  if (function.kernel->least_blocks > 0) blocks = std::min<std::size_t>(blocks, function.kernel->least_blocks);
  if (dynamic_shared > 0) blocks = std::min(blocks, shared_of_multiprocessor / (dynamic_shared + 1024));
  return static_cast<unsigned>(blocks);
}

}  // namespace emulated

using namespace emulated;

namespace {

class ArgumentCopy {
 public:
  ArgumentCopy(const KernelEntry& kernel, void** arguments) {
    for (std::size_t i = 0; i < kernel.parameter_count; i++) {
      const char* const from = static_cast<const char*>(arguments[i]);
      values_.emplace_back(from, from + kernel.parameters[i].size);
    }
    for (std::vector<char>& value : values_) addresses_.push_back(value.data());
  }

  void** addresses() { return addresses_.data(); }

 private:
  std::vector<std::vector<char>> values_;
  std::vector<void*> addresses_;
};

struct Launch {
  const Function* function;
  dim3 grid, block;
  unsigned shared;
  bool cooperative;
};

Result check(const Machine& m, const Launch& l) {
  const std::uint64_t threads = std::uint64_t{l.block.x} * l.block.y * l.block.z;
  if (l.grid.x == 0 || l.grid.y == 0 || l.grid.z == 0 || threads == 0) return CUDA_ERROR_INVALID_VALUE;
  if (l.grid.x > 0x7fffffffu || l.grid.y > 65535 || l.grid.z > 65535) return CUDA_ERROR_INVALID_VALUE;
  if (l.block.z > 64 || threads > most_block_threads) return CUDA_ERROR_INVALID_VALUE;
  if (threads > most_threads(*l.function->kernel)) return CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES;
  if (l.shared > l.function->most_dynamic_shared) return CUDA_ERROR_INVALID_VALUE;
  if (l.cooperative) {
    const std::uint64_t resident = resident_blocks(*l.function, static_cast<unsigned>(threads), l.shared);
    const std::uint64_t blocks = std::uint64_t{l.grid.x} * l.grid.y * l.grid.z;
    if (blocks > resident * static_cast<unsigned>(m.settings().multiprocessors)) return CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE;
  }
  return CUDA_SUCCESS;
}

// A pointer argument that points to no device memory is told before the kernel stumbles over it.
std::string stray_argument(const Machine& m, const Context& c, const KernelEntry& kernel, void** arguments) {
  for (std::size_t i = 0; i < kernel.parameter_count; i++) {
    if (!kernel.parameters[i].is_pointer) continue;
    void* pointer;
    std::memcpy(&pointer, arguments[i], sizeof pointer);
    if (pointer != nullptr && m.holding(c, reinterpret_cast<Address>(pointer), 1) == nullptr &&
        !m.pinned.holds(pointer, 1) && !is_module_variable(pointer, 1)) {
      return std::string("argument ") + std::to_string(i + 1) + " of " + kernel.name + " does not point to this device's memory";
    }
  }
  return "";
}

Result execute(Machine& m, Context& c, const Launch& l, void** arguments) {
  const KernelEntry& kernel = *l.function->kernel;
  m.statistics.launches++;
  LaunchFailure failure;
  if (m.due(Fault::execution, c.device)) {
    failure = {m.settings().execution_result, "injected failure"};
  } else if (const std::string stray = stray_argument(m, c, kernel, arguments); !stray.empty()) {
    failure = {CUDA_ERROR_ILLEGAL_ADDRESS, stray};
  } else {
    const Settings& s = m.settings();
    failure = run_grid({&kernel, arguments, l.grid, l.block, l.shared, l.cooperative}, s.block_order, s.thread_order, s.seed);
    if (failure.code == 0 && m.memory.guard_overwritten()) {
      failure = {CUDA_ERROR_ILLEGAL_ADDRESS, "memory beside an allocation was written to"};
    }
  }
  if (failure.code != 0) {
    report(std::string(kernel.name) + ": " + failure.report);
    c.sticky_error = failure.code;
  }
  return CUDA_SUCCESS;
}

Result launch(Launch l, const void* function, const void* stream, void** arguments) {
  return in_context([=](Machine& m, Context& c) mutable -> Result {
    l.function = function_of(c, function);
    if (l.function == nullptr) return CUDA_ERROR_INVALID_HANDLE;
    if (arguments == nullptr && l.function->kernel->parameter_count > 0) return CUDA_ERROR_INVALID_VALUE;
    if (const Result refused = check(m, l); refused != CUDA_SUCCESS) return refused;
    if (m.due(Fault::launch, c.device)) return CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES;
    const auto copied = std::make_shared<ArgumentCopy>(*l.function->kernel, arguments);
    return submit(c, stream, [&m, &c, l, copied] { return execute(m, c, l, copied->addresses()); });
  });
}

}  // namespace

EMULATED_ENTRY cuLaunchKernel(void* function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x,
                              unsigned block_y, unsigned block_z, unsigned shared, void* stream, void** arguments,
                              void** extra) {
  if (extra != nullptr) return CUDA_ERROR_NOT_SUPPORTED;
  return launch({nullptr, {grid_x, grid_y, grid_z}, {block_x, block_y, block_z}, shared, false}, function, stream, arguments);
}

EMULATED_ENTRY cuLaunchCooperativeKernel(void* function, unsigned grid_x, unsigned grid_y, unsigned grid_z,
                                         unsigned block_x, unsigned block_y, unsigned block_z, unsigned shared,
                                         void* stream, void** arguments) {
  return launch({nullptr, {grid_x, grid_y, grid_z}, {block_x, block_y, block_z}, shared, true}, function, stream, arguments);
}
