// The kernels that were compiled for this machine: libntk-emulated-kernels.so beside libcuda.so.1.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "../device-code/registration.h"

namespace emulated {

// Loads the library once. An empty text, or why it does not load.
std::string load_kernels();

const std::map<std::string, KernelEntry>& registered_kernels();

struct ModuleVariable {
  void* address = nullptr;
  std::size_t size = 0;
};
ModuleVariable module_variable(const std::string& name);

// A variable of the same size with another text in it, for tests of what compares them.
ModuleVariable other_variable(const std::string& text, std::size_t size);

// A range within some variable that module_variable() gave out.
bool is_module_variable(const void* address, std::size_t size);

}  // namespace emulated
