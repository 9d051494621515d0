// A kernel as the driver launches it: arguments arrive as an array of addresses, as cuLaunchKernel takes them.
#pragma once

#include <cstddef>
#include <cstring>
#include <tuple>
#include <type_traits>
#include <utility>

#include "execution.h"

namespace emulated {

struct Parameter {
  std::size_t size;
  bool is_pointer;
};

struct KernelEntry {
  const char* name;
  void (*call)(void** arguments);
  const Parameter* parameters;
  std::size_t parameter_count;
  unsigned most_threads;  // of a block, from __launch_bounds__; 0: not stated
  unsigned least_blocks;  // of a multiprocessor, likewise
};

EMULATED_EXPORT void register_kernel(const KernelEntry& entry);

template <auto kernel>
struct Launchable;

template <class... Parameters, void (*kernel)(Parameters...)>
struct Launchable<kernel> {
  static_assert((std::is_trivially_copyable_v<Parameters> && ...), "kernel parameters are copied bytewise");

  static constexpr Parameter parameters[] = {{sizeof(Parameters), std::is_pointer_v<Parameters>}..., {0, false}};

  static void call(void** arguments) { call(arguments, std::index_sequence_for<Parameters...>()); }

  static KernelEntry entry(const char* name, unsigned most_threads = 0, unsigned least_blocks = 0) {
    return {name, &call, parameters, sizeof...(Parameters), most_threads, least_blocks};
  }

 private:
  template <std::size_t... index>
  static void call([[maybe_unused]] void** arguments, std::index_sequence<index...>) {
    kernel(read<Parameters>(arguments[index])...);
  }

  template <class T>
  static T read(const void* address) {
    std::remove_const_t<T> value;
    std::memcpy(&value, address, sizeof value);
    return value;
  }
};

struct KernelRegistration {
  explicit KernelRegistration(const KernelEntry& entry) { register_kernel(entry); }
};

}  // namespace emulated
