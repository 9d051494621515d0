// Contexts. The settings are read anew whenever a context is made while there is none.
#include "machine.h"

using namespace emulated;

namespace {

bool is_device(const Machine& m, int device) { return device >= 0 && device < m.settings().devices; }

int device_of(const void* context) {
  Machine& machine = Machine::instance();
  const std::lock_guard<std::recursive_mutex> guard(machine.lock);
  const Context* const c = static_cast<const Context*>(context);
  return machine.alive(c) ? c->device : no_device;
}

Result fresh_settings(Machine& m) {
  return m.in_use() ? CUDA_SUCCESS : m.read_settings();
}

}  // namespace

EMULATED_ENTRY cuDevicePrimaryCtxRetain(void** context, int device) {
  Machine& machine = Machine::instance();
  const std::lock_guard<std::recursive_mutex> guard(machine.lock);
  if (!machine.initialised) return CUDA_ERROR_NOT_INITIALIZED;
  if (const Result read = fresh_settings(machine); read != CUDA_SUCCESS) return read;
  return without_context([=](Machine& m) -> Result {
    if (context == nullptr) return CUDA_ERROR_INVALID_VALUE;
    if (!is_device(m, device)) return CUDA_ERROR_INVALID_DEVICE;
    Context* primary = m.primary(device);
    if (primary == nullptr) {
      primary = m.make_context(device);
      primary->primary = true;
    }
    m.primary_uses[device]++;
    *context = primary;
    return CUDA_SUCCESS;
  }, Kind::ordinary, device);
}

EMULATED_ENTRY cuDevicePrimaryCtxRelease_v2(int device) {
  return without_context(
      [=](Machine& m) -> Result {
        if (m.primary_uses[device] == 0) return CUDA_ERROR_INVALID_CONTEXT;
        if (--m.primary_uses[device] == 0) m.destroy_context(m.primary(device));
        return CUDA_SUCCESS;
      },
      Kind::release, device);
}

EMULATED_ENTRY cuDevicePrimaryCtxReset_v2(int device) {
  return without_context(
      [=](Machine& m) -> Result {
        Context* const primary = m.primary(device);
        if (primary != nullptr) m.destroy_context(primary);
        m.primary_uses[device] = 0;
        return CUDA_SUCCESS;
      },
      Kind::release, device);
}

EMULATED_ENTRY cuDevicePrimaryCtxGetState(int device, unsigned* flags, int* active) {
  return without_context([=](Machine& m) -> Result {
    if (!is_device(m, device)) return CUDA_ERROR_INVALID_DEVICE;
    *flags = 0;
    *active = m.primary(device) != nullptr ? 1 : 0;
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuDevicePrimaryCtxSetFlags_v2(int device, unsigned) {
  return without_context([=](Machine& m) -> Result { return is_device(m, device) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_DEVICE; });
}

EMULATED_ENTRY cuCtxSetCurrent(void* context) {
  return without_context(
      [=](Machine& m) -> Result {
        Context* const c = static_cast<Context*>(context);
        if (c != nullptr && !m.alive(c)) return CUDA_ERROR_INVALID_CONTEXT;
        m.make_current(c);
        return CUDA_SUCCESS;
      },
      Kind::release, context == nullptr ? no_device : device_of(context));
}

EMULATED_ENTRY cuCtxGetCurrent(void** context) {
  return without_context([=](Machine& m) -> Result {
    *context = m.current();
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuCtxGetDevice(int* device) {
  return in_context([=](Machine&, Context& c) -> Result {
    *device = c.device;
    return CUDA_SUCCESS;
  });
}

// Work is done when it is submitted, so there is nothing left to wait for; errors of executions show here.
EMULATED_ENTRY cuCtxSynchronize() {
  return in_context([](Machine&, Context&) -> Result { return CUDA_SUCCESS; });
}
