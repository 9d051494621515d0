// Memory: every range is looked up before it is touched; a range that is no device memory is an error, never an access.
#include <cstring>

#include "machine.h"
#include "modules.h"

using namespace emulated;

namespace {

void* pointer(Address address) { return reinterpret_cast<void*>(address); }

// A device address may also name pinned host memory or a variable of a module.
bool is_device_range(const Machine& m, const Context& c, Address address, std::size_t size) {
  return m.holding(c, address, size) != nullptr || m.pinned.holds(pointer(address), size) ||
         is_module_variable(pointer(address), size);
}

bool is_host_range(const Machine& m, const void* address) { return address != nullptr && !m.memory.in_range(address); }

Result copy(Machine& m, Context& c, const void* stream, void* to, const void* from, std::size_t size) {
  if (m.due(Fault::copy, c.device)) {
    c.sticky_error = m.settings().execution_result;
    return c.sticky_error;
  }
  return submit(c, stream, [=] {
    std::memmove(to, from, size);
    return CUDA_SUCCESS;
  });
}

Result to_device(Address to, const void* from, std::size_t size, const void* stream) {
  return in_context([=](Machine& m, Context& c) -> Result {
    if (size == 0) return CUDA_SUCCESS;
    if (!is_device_range(m, c, to, size) || !is_host_range(m, from)) return CUDA_ERROR_INVALID_VALUE;
    return copy(m, c, stream, pointer(to), from, size);
  });
}

Result to_host(void* to, Address from, std::size_t size, const void* stream) {
  return in_context([=](Machine& m, Context& c) -> Result {
    if (size == 0) return CUDA_SUCCESS;
    if (!is_device_range(m, c, from, size) || !is_host_range(m, to)) return CUDA_ERROR_INVALID_VALUE;
    return copy(m, c, stream, to, pointer(from), size);
  });
}

Result on_device(Address to, Address from, std::size_t size, const void* stream) {
  return in_context([=](Machine& m, Context& c) -> Result {
    if (size == 0) return CUDA_SUCCESS;
    if (!is_device_range(m, c, to, size) || !is_device_range(m, c, from, size)) return CUDA_ERROR_INVALID_VALUE;
    return copy(m, c, stream, pointer(to), pointer(from), size);
  });
}

template <class T>
Result fill(Address to, T value, std::size_t count, const void* stream) {
  return in_context([=](Machine& m, Context& c) -> Result {
    if (count == 0) return CUDA_SUCCESS;
    if (to % sizeof(T) != 0 || count > SIZE_MAX / sizeof(T) || !is_device_range(m, c, to, count * sizeof(T))) {
      return CUDA_ERROR_INVALID_VALUE;
    }
    return submit(c, stream, [=] {
      T* const elements = static_cast<T*>(pointer(to));
      for (std::size_t i = 0; i < count; i++) elements[i] = value;
      return CUDA_SUCCESS;
    });
  });
}

enum MemoryType : int { host = 1, device = 2, array = 3, unified = 4 };

// CUDA_MEMCPY2D, field for field.
struct Side {
  std::size_t x_in_bytes, y;
  int type;
  void* host_memory;
  Address device_memory;
  void* array_memory;
  std::size_t pitch;
};
struct Copy2D {
  Side from, to;
  std::size_t width_in_bytes, height;
};

// The first byte of the range that a side names, or null if it is not what its type says.
char* first_byte(const Machine& m, const Context& c, const Side& side, const Copy2D& copy) {
  const std::size_t before = side.y * side.pitch + side.x_in_bytes;
  const std::size_t size = (copy.height - 1) * side.pitch + copy.width_in_bytes;
  if (side.pitch < side.x_in_bytes + copy.width_in_bytes && copy.height > 1) return nullptr;
  if (side.type == host) return is_host_range(m, side.host_memory) ? static_cast<char*>(side.host_memory) + before : nullptr;
  if (side.type != device && side.type != unified) return nullptr;
  return is_device_range(m, c, side.device_memory + before, size) ? static_cast<char*>(pointer(side.device_memory + before))
                                                               : nullptr;
}

Result copy_2d(const Copy2D* given, const void* stream) {
  return in_context([=](Machine& m, Context& c) -> Result {
    if (given == nullptr) return CUDA_ERROR_INVALID_VALUE;
    const Copy2D copy = *given;
    if (copy.width_in_bytes == 0 || copy.height == 0) return CUDA_SUCCESS;
    const char* const from = first_byte(m, c, copy.from, copy);
    char* const to = first_byte(m, c, copy.to, copy);
    if (from == nullptr || to == nullptr) return CUDA_ERROR_INVALID_VALUE;
    if (m.due(Fault::copy, c.device)) return c.sticky_error = m.settings().execution_result;
    return submit(c, stream, [=] {
      for (std::size_t row = 0; row < copy.height; row++) {
        std::memcpy(to + row * copy.to.pitch, from + row * copy.from.pitch, copy.width_in_bytes);
      }
      return CUDA_SUCCESS;
    });
  });
}

}  // namespace

EMULATED_ENTRY cuMemGetInfo_v2(std::size_t* free, std::size_t* total) {
  return in_context([=](Machine& m, Context& c) -> Result {
    if (free == nullptr || total == nullptr) return CUDA_ERROR_INVALID_VALUE;
    *total = m.settings().memory_of(c.device);
    *free = *total - m.bytes_used(c.device);
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuMemAlloc_v2(Address* address, std::size_t size) {
  return in_context([=](Machine& m, Context& c) -> Result {
    return address == nullptr ? CUDA_ERROR_INVALID_VALUE : m.allocate(c, size, *address);
  });
}

EMULATED_ENTRY cuMemFree_v2(Address address) {
  return in_context([=](Machine& m, Context& c) -> Result { return address == 0 ? CUDA_SUCCESS : m.free(c, address); },
                    Kind::release);
}

EMULATED_ENTRY cuMemAllocHost_v2(void** address, std::size_t size) {
  return in_context([=](Machine& m, Context& c) -> Result {
    if (address == nullptr || size == 0) return CUDA_ERROR_INVALID_VALUE;
    if (m.due(Fault::host_allocation, c.device)) return CUDA_ERROR_OUT_OF_MEMORY;
    *address = m.pinned.allocate(size, &c);
    return *address == nullptr ? CUDA_ERROR_OUT_OF_MEMORY : CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuMemHostAlloc(void** address, std::size_t size, unsigned) { return cuMemAllocHost_v2(address, size); }

EMULATED_ENTRY cuMemFreeHost(void* address) {
  return in_context(
      [=](Machine& m, Context&) -> Result { return m.pinned.free(address) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE; },
      Kind::release);
}

EMULATED_ENTRY cuMemcpyHtoD_v2(Address to, const void* from, std::size_t size) { return to_device(to, from, size, nullptr); }

EMULATED_ENTRY cuMemcpyDtoH_v2(void* to, Address from, std::size_t size) { return to_host(to, from, size, nullptr); }

EMULATED_ENTRY cuMemcpyDtoD_v2(Address to, Address from, std::size_t size) { return on_device(to, from, size, nullptr); }

EMULATED_ENTRY cuMemcpyHtoDAsync_v2(Address to, const void* from, std::size_t size, void* stream) {
  return to_device(to, from, size, stream);
}

EMULATED_ENTRY cuMemcpyDtoHAsync_v2(void* to, Address from, std::size_t size, void* stream) {
  return to_host(to, from, size, stream);
}

EMULATED_ENTRY cuMemcpyDtoDAsync_v2(Address to, Address from, std::size_t size, void* stream) {
  return on_device(to, from, size, stream);
}

EMULATED_ENTRY cuMemcpy2D_v2(const Copy2D* copy) { return copy_2d(copy, nullptr); }
EMULATED_ENTRY cuMemcpy2DUnaligned_v2(const Copy2D* copy) { return copy_2d(copy, nullptr); }
EMULATED_ENTRY cuMemcpy2DAsync_v2(const Copy2D* copy, void* stream) { return copy_2d(copy, stream); }

EMULATED_ENTRY cuMemsetD8_v2(Address to, unsigned char value, std::size_t count) { return fill(to, value, count, nullptr); }
EMULATED_ENTRY cuMemsetD32_v2(Address to, unsigned value, std::size_t count) { return fill(to, value, count, nullptr); }
EMULATED_ENTRY cuMemsetD8Async(Address to, unsigned char value, std::size_t count, void* stream) {
  return fill(to, value, count, stream);
}
EMULATED_ENTRY cuMemsetD32Async(Address to, unsigned value, std::size_t count, void* stream) {
  return fill(to, value, count, stream);
}
