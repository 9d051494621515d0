#include "client.h"

#include "machine.h"

namespace emulated::client {

std::recursive_mutex& lock() { return Machine::instance().lock; }

const Settings& settings() { return Machine::instance().settings(); }

bool due(Fault fault) {
  Machine& machine = Machine::instance();
  const Context* const context = machine.current();
  return machine.due(fault, context != nullptr && machine.alive(context) ? context->device : no_device);
}

int current_context(const void*& context) {
  return in_context([&](Machine&, Context& c) -> Result {
    context = &c;
    return CUDA_SUCCESS;
  });
}

bool alive(const void* context) { return Machine::instance().alive(static_cast<const Context*>(context)); }

bool is_current(const void* context) { return Machine::instance().current() == context; }

bool on_device(const void* start, std::size_t bytes) {
  const Machine& machine = Machine::instance();
  return machine.current() != nullptr && machine.holding(*machine.current(), reinterpret_cast<Address>(start), bytes) != nullptr;
}

void* allocate(std::size_t bytes) {
  Address address = 0;
  const Result result =
      in_context([&](Machine& m, Context& c) -> Result { return m.allocate(c, bytes, address); });
  return result == CUDA_SUCCESS ? reinterpret_cast<void*>(address) : nullptr;
}

void free(void* memory) {
  in_context([&](Machine& m, Context& c) -> Result { return m.free(c, reinterpret_cast<Address>(memory)); }, Kind::release);
}

int submit(const void* stream, const std::function<int()>& work) {
  return in_context([&](Machine&, Context& c) -> Result { return emulated::submit(c, stream, work); });
}

void report(const char* what) { emulated::report(what); }

}  // namespace emulated::client
