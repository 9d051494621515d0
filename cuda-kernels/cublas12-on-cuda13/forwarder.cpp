// A library of CUDA 12 in name and symbol versions whose functions are those of CUDA 13.
//
// Each entry jumps through a slot to the function of the same name in NTK_TARGET, registers and stack untouched, so
// signatures do not matter here. The slots are filled when the library is loaded. A function that the target lacks
// returns the status NTK_NOT_SUPPORTED; without the target every function returns the status "not initialized". The two
// functions that return a text return an empty one.
#include <dlfcn.h>

#include <cstddef>
#include <cstring>

#include "../old_glibc.h"

// entries.inc, written by build.sh from a list of names: X(name) for each.
#define X(name)                                                    \
  extern "C" __attribute__((visibility("hidden"))) void* slot_##name; \
  void* slot_##name;                                               \
  __asm__(                                                         \
      ".text\n.globl " #name "\n.type " #name ",@function\n" #name ":\n" \
      "  endbr64\n  jmp *slot_" #name "(%rip)\n.size " #name ", .-" #name "\n");
#include "entries.inc"
#undef X

namespace {

constexpr int NOT_INITIALIZED = 1;  // of cuBLAS and cuSOLVER alike

int not_initialized() { return NOT_INITIALIZED; }

int not_supported() { return NTK_NOT_SUPPORTED; }

const char* no_text() { return ""; }

bool returns_text(const char* name) {
  return std::strcmp(name, "cublasGetStatusName") == 0 || std::strcmp(name, "cublasGetStatusString") == 0;
}

struct Entry {
  const char* name;
  void** slot;
};

#define X(name) {#name, &slot_##name},
const Entry entries[] = {
#include "entries.inc"
};
#undef X

__attribute__((constructor)) void bind() {
  void* target = dlopen(NTK_TARGET, RTLD_LAZY | RTLD_LOCAL);
  for (const Entry& entry : entries) {
    void* function = target == nullptr ? nullptr : dlsym(target, entry.name);
    if (function == nullptr) {
      function = returns_text(entry.name) ? reinterpret_cast<void*>(no_text)
                 : target == nullptr      ? reinterpret_cast<void*>(not_initialized)
                                          : reinterpret_cast<void*>(not_supported);
    }
    *entry.slot = function;
  }
}

}  // namespace
