// What the emulated cuBLAS and cuSOLVER ask of the emulated driver.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>

#include "../device-code/execution.h"
#include "result_codes.h"
#include "settings.h"

namespace emulated::client {

EMULATED_EXPORT std::recursive_mutex& lock();
EMULATED_EXPORT const Settings& settings();
EMULATED_EXPORT bool due(Fault fault);

// CUDA_SUCCESS and the current context, or why the driver cannot be used now.
EMULATED_EXPORT int current_context(const void*& context);
EMULATED_EXPORT bool alive(const void* context);
EMULATED_EXPORT bool is_current(const void* context);

// All bytes of the range belong to one allocation in the memory of the current context's device.
EMULATED_EXPORT bool on_device(const void* start, std::size_t bytes);

EMULATED_EXPORT void* allocate(std::size_t bytes);
EMULATED_EXPORT void free(void* memory);

// Does the work in the order of the stream, or notes it if the stream is being captured.
EMULATED_EXPORT int submit(const void* stream, const std::function<int()>& work);

EMULATED_EXPORT void report(const char* what);

}  // namespace emulated::client
