#include "client.h"

#include "machine.h"

namespace emulated::client {

std::recursive_mutex& lock() { return Machine::instance().lock; }

const Settings& settings() { return Machine::instance().settings(); }

bool due(Fault fault) { return Machine::instance().due(fault); }

int current_context(const void*& context) {
  return in_context([&](Machine&, Context& c) -> Result {
    context = &c;
    return CUDA_SUCCESS;
  });
}

bool alive(const void* context) { return Machine::instance().alive(static_cast<const Context*>(context)); }

bool on_device(const void* start, std::size_t bytes) {
  return Machine::instance().memory.holding(reinterpret_cast<Address>(start), bytes) != nullptr;
}

void* allocate(std::size_t bytes) {
  Address address = 0;
  const Result result =
      in_context([&](Machine& m, Context& c) -> Result { return m.allocate(c, bytes, address); });
  return result == CUDA_SUCCESS ? reinterpret_cast<void*>(address) : nullptr;
}

void free(void* memory) {
  without_context([&](Machine& m) -> Result { return m.free(reinterpret_cast<Address>(memory)); }, Kind::release);
}

int submit(const void* stream, const std::function<int()>& work) {
  return in_context([&](Machine&, Context& c) -> Result { return emulated::submit(c, stream, work); });
}

void report(const char* what) { emulated::report(what); }

}  // namespace emulated::client
