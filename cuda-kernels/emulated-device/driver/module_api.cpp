// Modules and functions. An image's content does not matter, for kernels were compiled ahead; that there is one does.
#include <algorithm>

#include "launch_limits.h"
#include "machine.h"
#include "modules.h"

using namespace emulated;

namespace {

Module* module_of(Context& c, const void* handle) { return find(c.modules, handle); }

constexpr const char* source_hash_name = "ntk_source_hash";

Result load(Machine& m, Context& c, void** module, const void* image) {
  if (module == nullptr || image == nullptr) return CUDA_ERROR_INVALID_VALUE;
  if (m.settings().module_result != 0) return m.settings().module_result;
  const std::string trouble = load_kernels();
  if (!trouble.empty()) {
    report(trouble);
    return CUDA_ERROR_SHARED_OBJECT_INIT_FAILED;
  }
  auto loaded = std::make_unique<Module>();
  for (const auto& [name, kernel] : registered_kernels()) loaded->functions[name] = {&kernel, default_shared_limit};
  *module = loaded.get();
  c.modules.insert(std::move(loaded));
  return CUDA_SUCCESS;
}

}  // namespace

EMULATED_ENTRY cuModuleLoadData(void** module, const void* image) {
  return in_context([=](Machine& m, Context& c) -> Result { return load(m, c, module, image); });
}

EMULATED_ENTRY cuModuleLoadDataEx(void** module, const void* image, unsigned, int*, void**) {
  return cuModuleLoadData(module, image);
}

EMULATED_ENTRY cuModuleUnload(void* module) {
  return in_context(
      [=](Machine&, Context& c) -> Result { return remove(c.modules, module) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_HANDLE; },
      Kind::release);
}

EMULATED_ENTRY cuModuleGetFunction(void** function, void* module, const char* name) {
  return in_context([=](Machine&, Context& c) -> Result {
    if (function == nullptr || name == nullptr) return CUDA_ERROR_INVALID_VALUE;
    Module* const in = module_of(c, module);
    if (in == nullptr) return CUDA_ERROR_INVALID_HANDLE;
    const auto found = in->functions.find(name);
    if (found == in->functions.end()) return CUDA_ERROR_NOT_FOUND;
    *function = &found->second;
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuModuleGetGlobal_v2(Address* address, std::size_t* size, void* module, const char* name) {
  return in_context([=](Machine& m, Context& c) -> Result {
    if (name == nullptr) return CUDA_ERROR_INVALID_VALUE;
    if (module_of(c, module) == nullptr) return CUDA_ERROR_INVALID_HANDLE;
    ModuleVariable variable = module_variable(name);
    if (variable.address == nullptr) return CUDA_ERROR_NOT_FOUND;
    if (name == std::string(source_hash_name) && !m.settings().source_hash.empty()) {
      variable = other_variable(m.settings().source_hash, variable.size);
    }
    if (address != nullptr) *address = reinterpret_cast<Address>(variable.address);
    if (size != nullptr) *size = variable.size;
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuFuncGetAttribute(int* value, int attribute, void* function) {
  return in_context([=](Machine&, Context& c) -> Result {
    Function* const f = function_of(c, function);
    if (value == nullptr) return CUDA_ERROR_INVALID_VALUE;
    if (f == nullptr) return CUDA_ERROR_INVALID_HANDLE;
    switch (attribute) {
      case 0: *value = static_cast<int>(most_threads(*f->kernel)); break;
      case 4: *value = 32; break;                                        // registers
      case 5: case 6: *value = 90; break;                                // PTX and binary version
      case 8: *value = static_cast<int>(f->most_dynamic_shared); break;
      case 1: case 2: case 3: case 7: case 9: *value = 0; break;         // static shared, constant, local memory: not known
      default: return CUDA_ERROR_INVALID_VALUE;
    }
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuFuncSetAttribute(void* function, int attribute, int value) {
  return in_context([=](Machine&, Context& c) -> Result {
    constexpr int dynamic_shared = 8;
    constexpr int shared_carveout = 9;
    Function* const f = function_of(c, function);
    if (f == nullptr) return CUDA_ERROR_INVALID_HANDLE;
    if (attribute == shared_carveout) return CUDA_SUCCESS;
    if (attribute != dynamic_shared || value < 0 || static_cast<std::size_t>(value) > most_shared_limit) {
      return CUDA_ERROR_INVALID_VALUE;
    }
    f->most_dynamic_shared = static_cast<std::size_t>(value);
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuOccupancyMaxActiveBlocksPerMultiprocessor(int* blocks, void* function, int threads, std::size_t shared) {
  return in_context([=](Machine&, Context& c) -> Result {
    Function* const f = function_of(c, function);
    if (f == nullptr) return CUDA_ERROR_INVALID_HANDLE;
    if (blocks == nullptr || threads <= 0) return CUDA_ERROR_INVALID_VALUE;
    *blocks = static_cast<int>(resident_blocks(*f, static_cast<unsigned>(threads), shared));
    return CUDA_SUCCESS;
  });
}
