// Streams, events and graphs.
#include <chrono>

#include "machine.h"

using namespace emulated;

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

bool is_stream(const Context& c, const void* handle) {
  return reinterpret_cast<std::uintptr_t>(handle) <= 2 || find(c.streams, handle) != nullptr;
}

Result make_stream(void** stream) {
  return in_context([=](Machine&, Context& c) -> Result {
    if (stream == nullptr) return CUDA_ERROR_INVALID_VALUE;
    auto made = std::make_unique<Stream>();
    *stream = made.get();
    c.streams.insert(std::move(made));
    return CUDA_SUCCESS;
  });
}

Result synchronize(const void* stream) {
  return in_context([=](Machine&, Context& c) -> Result {
    if (!is_stream(c, stream)) return CUDA_ERROR_INVALID_HANDLE;
    const Stream* const own = find(c.streams, stream);
    return own != nullptr && own->capturing ? CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED : CUDA_SUCCESS;
  });
}

}  // namespace

EMULATED_ENTRY cuStreamCreate(void** stream, unsigned) { return make_stream(stream); }
EMULATED_ENTRY cuStreamCreateWithPriority(void** stream, unsigned, int) { return make_stream(stream); }

EMULATED_ENTRY cuStreamDestroy_v2(void* stream) {
  return in_context(
      [=](Machine&, Context& c) -> Result { return remove(c.streams, stream) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_HANDLE; },
      Kind::release);
}

EMULATED_ENTRY cuStreamSynchronize(void* stream) { return synchronize(stream); }
EMULATED_ENTRY cuStreamQuery(void* stream) { return synchronize(stream); }

// Work is done in the order in which it is submitted, so every event has happened when it is waited for.
EMULATED_ENTRY cuStreamWaitEvent(void* stream, void* event, unsigned) {
  return in_context([=](Machine&, Context& c) -> Result {
    return is_stream(c, stream) && find(c.events, event) != nullptr ? CUDA_SUCCESS : CUDA_ERROR_INVALID_HANDLE;
  });
}

EMULATED_ENTRY cuEventCreate(void** event, unsigned) {
  return in_context([=](Machine&, Context& c) -> Result {
    if (event == nullptr) return CUDA_ERROR_INVALID_VALUE;
    auto made = std::make_unique<Event>();
    *event = made.get();
    c.events.insert(std::move(made));
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuEventDestroy_v2(void* event) {
  return in_context(
      [=](Machine&, Context& c) -> Result { return remove(c.events, event) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_HANDLE; },
      Kind::release);
}

EMULATED_ENTRY cuEventRecord(void* event, void* stream) {
  return in_context([=](Machine&, Context& c) -> Result {
    Event* const e = find(c.events, event);
    if (e == nullptr || !is_stream(c, stream)) return CUDA_ERROR_INVALID_HANDLE;
    e->recorded = true;
    e->seconds = now();
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuEventSynchronize(void* event) {
  return in_context([=](Machine&, Context& c) -> Result {
    return find(c.events, event) != nullptr ? CUDA_SUCCESS : CUDA_ERROR_INVALID_HANDLE;
  });
}

EMULATED_ENTRY cuEventQuery(void* event) { return cuEventSynchronize(event); }

EMULATED_ENTRY cuEventElapsedTime(float* milliseconds, void* start, void* end) {
  return in_context([=](Machine&, Context& c) -> Result {
    const Event* const from = find(c.events, start);
    const Event* const to = find(c.events, end);
    if (milliseconds == nullptr) return CUDA_ERROR_INVALID_VALUE;
    if (from == nullptr || to == nullptr || !from->recorded || !to->recorded) return CUDA_ERROR_INVALID_HANDLE;
    *milliseconds = static_cast<float>((to->seconds - from->seconds) * 1e3);
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuStreamBeginCapture_v2(void* stream, int) {
  return in_context([=](Machine&, Context& c) -> Result {
    Stream* const s = find(c.streams, stream);
    if (s == nullptr) return CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED;  // the default stream too
    if (s->capturing) return CUDA_ERROR_ILLEGAL_STATE;
    s->capturing = true;
    s->captured = std::make_unique<Graph>();
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuStreamEndCapture(void* stream, void** graph) {
  return in_context([=](Machine&, Context& c) -> Result {
    Stream* const s = find(c.streams, stream);
    if (s == nullptr) return CUDA_ERROR_INVALID_HANDLE;
    if (!s->capturing) return CUDA_ERROR_ILLEGAL_STATE;
    s->capturing = false;
    *graph = s->captured.get();
    c.graphs.insert(std::move(s->captured));
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuStreamIsCapturing(void* stream, int* status) {
  return in_context([=](Machine&, Context& c) -> Result {
    if (!is_stream(c, stream)) return CUDA_ERROR_INVALID_HANDLE;
    const Stream* const s = find(c.streams, stream);
    *status = s != nullptr && s->capturing ? 1 : 0;
    return CUDA_SUCCESS;
  });
}

// An executable graph is a copy of its own.
EMULATED_ENTRY cuGraphInstantiateWithFlags(void** executable, void* graph, unsigned long long) {
  return in_context([=](Machine&, Context& c) -> Result {
    const Graph* const g = find(c.graphs, graph);
    if (executable == nullptr) return CUDA_ERROR_INVALID_VALUE;
    if (g == nullptr) return CUDA_ERROR_INVALID_HANDLE;
    auto made = std::make_unique<Graph>(*g);
    *executable = made.get();
    c.graphs.insert(std::move(made));
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuGraphInstantiate_v2(void** executable, void* graph, void**, char*, std::size_t) {
  return cuGraphInstantiateWithFlags(executable, graph, 0);
}

EMULATED_ENTRY cuGraphLaunch(void* executable, void* stream) {
  return in_context([=](Machine&, Context& c) -> Result {
    const Graph* const g = find(c.graphs, executable);
    if (g == nullptr || !is_stream(c, stream)) return CUDA_ERROR_INVALID_HANDLE;
    for (const Work& work : g->work) {
      if (const Result result = work(); result != CUDA_SUCCESS) return result;
      if (c.sticky_error != 0) break;
    }
    return CUDA_SUCCESS;
  });
}

EMULATED_ENTRY cuGraphExecDestroy(void* executable) {
  return in_context(
      [=](Machine&, Context& c) -> Result { return remove(c.graphs, executable) ? CUDA_SUCCESS : CUDA_ERROR_INVALID_HANDLE; },
      Kind::release);
}

EMULATED_ENTRY cuGraphDestroy(void* graph) { return cuGraphExecDestroy(graph); }
