#include "modules.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>

#include <map>
#include <vector>

namespace emulated {
namespace {

void* library = nullptr;

std::map<std::string, KernelEntry>& kernels() {
  static std::map<std::string, KernelEntry> all;
  return all;
}

std::map<const void*, std::size_t>& given_variables() {
  static std::map<const void*, std::size_t> all;
  return all;
}

std::string beside_this_library(const std::string& file) {
  Dl_info self;
  dladdr(reinterpret_cast<const void*>(&register_kernel), &self);
  const std::string path = self.dli_fname;
  return path.substr(0, path.rfind('/') + 1) + file;
}

}  // namespace

void register_kernel(const KernelEntry& entry) { kernels()[entry.name] = entry; }

const std::map<std::string, KernelEntry>& registered_kernels() { return kernels(); }

std::string load_kernels() {
  if (library == nullptr) library = dlopen(beside_this_library("libntk-emulated-kernels.so").c_str(), RTLD_NOW | RTLD_LOCAL);
  return library == nullptr ? dlerror() : "";
}

ModuleVariable module_variable(const std::string& name) {
  void* const address = dlsym(library, name.c_str());
  Dl_info info;
  const ElfW(Sym)* symbol = nullptr;
  if (address == nullptr || dladdr1(address, &info, reinterpret_cast<void**>(const_cast<ElfW(Sym)**>(&symbol)), RTLD_DL_SYMENT) == 0 ||
      symbol == nullptr || ELF64_ST_TYPE(symbol->st_info) != STT_OBJECT) {
    return {};
  }
  given_variables()[address] = symbol->st_size;
  return {address, symbol->st_size};
}

ModuleVariable other_variable(const std::string& text, std::size_t size) {
  static std::vector<char> value;
  given_variables().erase(value.data());
  value.assign(size, 0);
  text.copy(value.data(), size);
  given_variables()[value.data()] = size;
  return {value.data(), size};
}

bool is_module_variable(const void* address, std::size_t size) {
  auto after = given_variables().upper_bound(address);
  if (after == given_variables().begin()) return false;
  const auto& [start, length] = *--after;
  const std::size_t offset = static_cast<std::size_t>(static_cast<const char*>(address) - static_cast<const char*>(start));
  return offset <= length && size <= length - offset;
}

}  // namespace emulated
