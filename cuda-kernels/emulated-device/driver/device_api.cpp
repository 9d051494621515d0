// Initialisation, devices, and the names of errors.
#include <algorithm>
#include <cstring>
#include <string>

#include "machine.h"

using namespace emulated;

namespace {

// Beside CUDA's attributes, numbers of our own tell tests about the machine's state.
enum : int {
  attribute_live_allocations = 1000000,
  attribute_leaked_allocations = 1000001,
  attribute_allocations = 1000002,
  attribute_launches = 1000003,
  attribute_calls = 1000004,
  attribute_peak_kibibytes = 1000005,
  attribute_live_pinned = 1000006,
};

int state(const Machine& m, int attribute) {
  const Statistics& s = m.statistics;
  switch (attribute) {
    case attribute_live_allocations: return static_cast<int>(m.memory.live().size());
    case attribute_leaked_allocations: return static_cast<int>(s.leaked);
    case attribute_allocations: return static_cast<int>(s.allocations);
    case attribute_launches: return static_cast<int>(s.launches);
    case attribute_calls: return static_cast<int>(s.calls);
    case attribute_peak_kibibytes: return static_cast<int>((s.peak_bytes + 1023) / 1024);
    default: return static_cast<int>(m.pinned.live());
  }
}

Result attribute(const Machine& m, int* value, int number) {
  if (number >= attribute_live_allocations && number <= attribute_live_pinned) {
    *value = state(m, number);
    return CUDA_SUCCESS;
  }
  const Settings& s = m.settings();
  switch (number) {
    case 1: *value = 1024; break;          // threads of a block
    case 2: case 3: *value = 1024; break;  // block size x, y
    case 4: *value = 64; break;
    case 5: *value = 0x7fffffff; break;    // grid size x, y, z
    case 6: case 7: *value = 65535; break;
    case 8: *value = 48 * 1024; break;     // shared memory of a block
    case 9: *value = 64 * 1024; break;     // constant memory
    case 10: *value = 32; break;           // warp size
    case 12: case 82: *value = 65536; break;  // registers of a block, of a multiprocessor
    case 13: *value = 1000000; break;      // clock, kHz
    case 16: *value = s.multiprocessors; break;
    case 31: *value = 1; break;            // concurrent kernels
    case 36: *value = 1000000; break;      // memory clock, kHz
    case 37: *value = 512; break;          // memory bus, bits
    case 38: *value = 4 << 20; break;      // L2 cache
    case 39: *value = 2048; break;         // threads of a multiprocessor
    case 41: *value = 1; break;            // unified addressing
    case 75: *value = s.compute_capability / 10; break;
    case 76: *value = s.compute_capability % 10; break;
    case 81: *value = 228 * 1024; break;   // shared memory of a multiprocessor
    case 87: *value = 2; break;            // single to double rate
    case 95: *value = 1; break;            // cooperative launch
    case 97: *value = 227 * 1024; break;   // shared memory of a block on request
    case 106: *value = 32; break;          // blocks of a multiprocessor
    default:
      if (number < 1 || number > 150) return CUDA_ERROR_INVALID_VALUE;
      *value = 0;
  }
  return CUDA_SUCCESS;
}

bool is_device(const Machine& m, int device) { return device >= 0 && device < m.settings().devices; }

struct ErrorText {
  int code;
  const char* name;
  const char* text;
};

constexpr ErrorText error_texts[] = {
    {CUDA_SUCCESS, "CUDA_SUCCESS", "no error"},
    {CUDA_ERROR_INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE", "invalid argument"},
    {CUDA_ERROR_OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY", "out of memory"},
    {CUDA_ERROR_NOT_INITIALIZED, "CUDA_ERROR_NOT_INITIALIZED", "initialization error"},
    {CUDA_ERROR_DEINITIALIZED, "CUDA_ERROR_DEINITIALIZED", "driver shutting down"},
    {CUDA_ERROR_STUB_LIBRARY, "CUDA_ERROR_STUB_LIBRARY", "CUDA driver is a stub library"},
    {CUDA_ERROR_DEVICE_UNAVAILABLE, "CUDA_ERROR_DEVICE_UNAVAILABLE", "CUDA-capable device(s) is/are busy or unavailable"},
    {CUDA_ERROR_NO_DEVICE, "CUDA_ERROR_NO_DEVICE", "no CUDA-capable device is detected"},
    {CUDA_ERROR_INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE", "invalid device ordinal"},
    {CUDA_ERROR_INVALID_IMAGE, "CUDA_ERROR_INVALID_IMAGE", "device kernel image is invalid"},
    {CUDA_ERROR_INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT", "invalid device context"},
    {CUDA_ERROR_NO_BINARY_FOR_GPU, "CUDA_ERROR_NO_BINARY_FOR_GPU", "no kernel image is available for execution on the device"},
    {CUDA_ERROR_ECC_UNCORRECTABLE, "CUDA_ERROR_ECC_UNCORRECTABLE", "uncorrectable ECC error encountered"},
    {CUDA_ERROR_INVALID_PTX, "CUDA_ERROR_INVALID_PTX", "a PTX JIT compilation failed"},
    {CUDA_ERROR_UNSUPPORTED_PTX_VERSION, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION",
     "the provided PTX was compiled with an unsupported toolchain."},
    {CUDA_ERROR_FILE_NOT_FOUND, "CUDA_ERROR_FILE_NOT_FOUND", "file not found"},
    {CUDA_ERROR_SHARED_OBJECT_INIT_FAILED, "CUDA_ERROR_SHARED_OBJECT_INIT_FAILED",
     "shared object initialization failed"},
    {CUDA_ERROR_OPERATING_SYSTEM, "CUDA_ERROR_OPERATING_SYSTEM", "OS call failed or operation not supported on this OS"},
    {CUDA_ERROR_INVALID_HANDLE, "CUDA_ERROR_INVALID_HANDLE", "invalid resource handle"},
    {CUDA_ERROR_ILLEGAL_STATE, "CUDA_ERROR_ILLEGAL_STATE",
     "the operation cannot be performed in the present state"},
    {CUDA_ERROR_NOT_FOUND, "CUDA_ERROR_NOT_FOUND", "named symbol not found"},
    {CUDA_ERROR_NOT_READY, "CUDA_ERROR_NOT_READY", "device not ready"},
    {CUDA_ERROR_ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS", "an illegal memory access was encountered"},
    {CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES",
     "too many resources requested for launch"},
    {CUDA_ERROR_LAUNCH_TIMEOUT, "CUDA_ERROR_LAUNCH_TIMEOUT", "the launch timed out and was terminated"},
    {CUDA_ERROR_CONTEXT_IS_DESTROYED, "CUDA_ERROR_CONTEXT_IS_DESTROYED", "context is destroyed"},
    {CUDA_ERROR_ASSERT, "CUDA_ERROR_ASSERT", "device-side assert triggered"},
    {CUDA_ERROR_MISALIGNED_ADDRESS, "CUDA_ERROR_MISALIGNED_ADDRESS", "misaligned address"},
    {CUDA_ERROR_LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED", "unspecified launch failure"},
    {CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE, "CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE",
     "too many blocks in cooperative launch"},
    {CUDA_ERROR_NOT_PERMITTED, "CUDA_ERROR_NOT_PERMITTED", "operation not permitted"},
    {CUDA_ERROR_NOT_SUPPORTED, "CUDA_ERROR_NOT_SUPPORTED", "operation not supported"},
    {CUDA_ERROR_SYSTEM_NOT_READY, "CUDA_ERROR_SYSTEM_NOT_READY", "system not yet initialized"},
    {CUDA_ERROR_SYSTEM_DRIVER_MISMATCH, "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH",
     "system has unsupported display driver / cuda driver combination"},
    {CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, "CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED",
     "operation not permitted when stream is capturing"},
    {CUDA_ERROR_STREAM_CAPTURE_INVALIDATED, "CUDA_ERROR_STREAM_CAPTURE_INVALIDATED",
     "operation failed due to a previous error during capture"},
    {CUDA_ERROR_UNKNOWN, "CUDA_ERROR_UNKNOWN", "unknown error"},
};

const ErrorText* error_text(int code) {
  const auto found = std::find_if(std::begin(error_texts), std::end(error_texts),
                                  [code](const ErrorText& e) { return e.code == code; });
  return found == std::end(error_texts) ? nullptr : found;
}

}  // namespace

EMULATED_ENTRY cuInit(unsigned flags) {
  Machine& machine = Machine::instance();
  const std::lock_guard<std::recursive_mutex> guard(machine.lock);
  if (flags != 0) return CUDA_ERROR_INVALID_VALUE;
  if (!machine.in_use()) {
    if (const Result read = machine.read_settings(); read != CUDA_SUCCESS) return read;
  }
  if (machine.settings().init_result != 0) return machine.settings().init_result;
  if (machine.settings().devices == 0) return CUDA_ERROR_NO_DEVICE;
  machine.initialised = true;
  return CUDA_SUCCESS;
}

// Answers before cuInit too.
EMULATED_ENTRY cuDriverGetVersion(int* version) {
  Machine& machine = Machine::instance();
  const std::lock_guard<std::recursive_mutex> guard(machine.lock);
  if (version == nullptr) return CUDA_ERROR_INVALID_VALUE;
  if (!machine.initialised) {
    if (const Result read = machine.read_settings(); read != CUDA_SUCCESS) return read;
  }
  *version = machine.settings().driver_version;
  return CUDA_SUCCESS;
}

EMULATED_ENTRY cuDeviceGetCount(int* count) {
  return without_context([=](Machine& m) -> Result {
    if (count == nullptr) return CUDA_ERROR_INVALID_VALUE;
    *count = m.settings().devices;
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuDeviceGet(int* device, int ordinal) {
  return without_context([=](Machine& m) -> Result {
    if (device == nullptr) return CUDA_ERROR_INVALID_VALUE;
    if (!is_device(m, ordinal)) return CUDA_ERROR_INVALID_DEVICE;
    *device = ordinal;
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuDeviceGetName(char* name, int length, int device) {
  return without_context([=](Machine& m) -> Result {
    if (name == nullptr || length <= 0) return CUDA_ERROR_INVALID_VALUE;
    if (!is_device(m, device)) return CUDA_ERROR_INVALID_DEVICE;
    const std::size_t copied = m.settings().name.copy(name, static_cast<std::size_t>(length) - 1);
    name[copied] = 0;
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuDeviceGetAttribute(int* value, int number, int device) {
  return without_context([=](Machine& m) -> Result {
    if (value == nullptr) return CUDA_ERROR_INVALID_VALUE;
    if (!is_device(m, device)) return CUDA_ERROR_INVALID_DEVICE;
    return attribute(m, value, number);
  });
}

EMULATED_ENTRY cuDeviceTotalMem_v2(std::size_t* size, int device) {
  return without_context([=](Machine& m) -> Result {
    if (size == nullptr) return CUDA_ERROR_INVALID_VALUE;
    if (!is_device(m, device)) return CUDA_ERROR_INVALID_DEVICE;
    *size = m.settings().memory_of(device);
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuGetErrorName(int code, const char** name) {
  const ErrorText* const text = error_text(code);
  if (name == nullptr) return CUDA_ERROR_INVALID_VALUE;
  *name = text == nullptr ? nullptr : text->name;
  return text == nullptr ? CUDA_ERROR_INVALID_VALUE : CUDA_SUCCESS;
}

EMULATED_ENTRY cuGetErrorString(int code, const char** string) {
  const ErrorText* const text = error_text(code);
  if (string == nullptr) return CUDA_ERROR_INVALID_VALUE;
  *string = text == nullptr ? nullptr : text->text;
  return text == nullptr ? CUDA_ERROR_INVALID_VALUE : CUDA_SUCCESS;
}
