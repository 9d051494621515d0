// AddressSanitizer's calls where it is on, nothing where it is off.
#pragma once

#include <cstddef>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace emulated {

#ifdef __SANITIZE_ADDRESS__
inline void poison(const void* address, std::size_t size) { __asan_poison_memory_region(address, size); }
inline void unpoison(const void* address, std::size_t size) { __asan_unpoison_memory_region(address, size); }
inline void start_switch(void** save, const void* bottom, std::size_t size) {
  __sanitizer_start_switch_fiber(save, bottom, size);
}
inline void finish_switch(void* saved, const void** bottom, std::size_t* size) {
  __sanitizer_finish_switch_fiber(saved, bottom, size);
}
#else
inline void poison(const void*, std::size_t) {}
inline void unpoison(const void*, std::size_t) {}
inline void start_switch(void**, const void*, std::size_t) {}
inline void finish_switch(void*, const void**, std::size_t*) {}
#endif

}  // namespace emulated
