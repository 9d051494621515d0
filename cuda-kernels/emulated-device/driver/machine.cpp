#include "machine.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace emulated {
namespace {

thread_local Context* current_context = nullptr;

std::string settings_path() {
  const char* named = std::getenv("NTK_EMULATED_DEVICE");
  if (named != nullptr) return named;
  Dl_info self;
  dladdr(reinterpret_cast<const void*>(&settings_path), &self);
  const std::string library = self.dli_fname;
  return library.substr(0, library.rfind('/') + 1) + "device.properties";
}

}  // namespace

void report(const std::string& what) { std::fprintf(stderr, "emulated device: %s\n", what.c_str()); }

Machine& Machine::instance() {
  static Machine* const machine = new Machine;  // lives as long as the process: other threads may still call at its end
  return *machine;
}

Result Machine::read_settings() {
  std::ifstream file(settings_path());
  std::ostringstream text;
  if (file) text << file.rdbuf();
  try {
    settings_ = Settings::from_text(text.str());
  } catch (const std::invalid_argument& e) {
    report(settings_path() + ": " + e.what());
    return CUDA_ERROR_INVALID_VALUE;
  }
  counts_.clear();
  statistics = {};
  lost = false;
  return CUDA_SUCCESS;
}

bool Machine::in_use() const {
  return std::any_of(primary_uses.begin(), primary_uses.end(), [](const auto& use) { return use.second > 0; });
}

bool Machine::due(Fault fault, int device) {
  if (!concerns(device)) return false;
  const std::uint64_t now = ++counts_[fault];
  const auto named = settings_.faults.find(fault);
  if (named == settings_.faults.end() || named->second.first == 0) return false;
  return now == named->second.first || (named->second.from_then_on && now > named->second.first);
}

Context* Machine::make_context(int device) {
  auto context = std::make_unique<Context>();
  context->device = device;
  Context* const made = context.get();
  contexts_[made] = std::move(context);
  return made;
}

void Machine::destroy_context(Context* context) {
  std::vector<Address> left;
  for (const auto& [start, allocation] : memory.live()) {
    if (allocation.owner == context) left.push_back(start);
  }
  statistics.leaked += left.size();
  for (const Address a : left) {
    if (memory.free(a) == DeviceMemory::Freed::guard_overwritten) report("memory beside an allocation was written to");
  }
  pinned.free_all_of(context);
  contexts_.erase(context);
}

bool Machine::alive(const Context* context) const { return contexts_.count(context) != 0; }

Context* Machine::current() const { return current_context; }

void Machine::make_current(Context* context) { current_context = context; }

Context* Machine::primary(int device) const {
  for (const auto& entry : contexts_) {
    if (entry.second->primary && entry.second->device == device) return entry.second.get();
  }
  return nullptr;
}

std::size_t Machine::bytes_used(int device) const {
  std::size_t used = 0;
  for (const auto& entry : memory.live()) {
    if (static_cast<const Context*>(entry.second.owner)->device == device) used += entry.second.size;
  }
  return used;
}

Result Machine::allocate(Context& context, std::size_t size, Address& address) {
  if (size == 0) return CUDA_ERROR_INVALID_VALUE;
  const std::size_t used = bytes_used(context.device);
  const std::size_t all = settings_.memory_of(context.device);
  if (due(Fault::allocation, context.device) || size > all || used > all - size) return CUDA_ERROR_OUT_OF_MEMORY;
  address = memory.allocate(size, &context);
  if (address == 0) return CUDA_ERROR_OUT_OF_MEMORY;
  statistics.allocations++;
  statistics.peak_bytes = std::max<std::uint64_t>(statistics.peak_bytes, used + size);
  return CUDA_SUCCESS;
}

const Allocation* Machine::holding(const Context& context, Address address, std::size_t size) const {
  const Allocation* const found = memory.holding(address, size);
  if (found == nullptr || static_cast<const Context*>(found->owner)->device == context.device) return found;
  report("memory of device " + std::to_string(static_cast<const Context*>(found->owner)->device) + " is used on device " +
         std::to_string(context.device));
  return nullptr;
}

Result Machine::free(const Context& context, Address address) {
  if (holding(context, address, 0) == nullptr) return CUDA_ERROR_INVALID_VALUE;
  switch (memory.free(address)) {
    case DeviceMemory::Freed::well: return CUDA_SUCCESS;
    case DeviceMemory::Freed::unknown_address: return CUDA_ERROR_INVALID_VALUE;
    default:
      report("memory beside the allocation that is freed was written to");
      return CUDA_ERROR_ILLEGAL_ADDRESS;
  }
}

Result without_context(const std::function<Result(Machine&)>& body, Kind kind, int device) {
  Machine& machine = Machine::instance();
  const std::lock_guard<std::recursive_mutex> guard(machine.lock);
  if (!machine.initialised) return CUDA_ERROR_NOT_INITIALIZED;
  machine.statistics.calls++;
  const Context* const context = machine.current();
  if (device == no_device && context != nullptr && machine.alive(context)) device = context->device;
  if (machine.due(Fault::call, device)) machine.lost = true;
  if (!machine.is_lost(device)) return body(machine);
  if (kind == Kind::release) body(machine);
  return machine.settings().lost_result;
}

Result in_context(const std::function<Result(Machine&, Context&)>& body, Kind kind) {
  return without_context(
      [&](Machine& machine) -> Result {
        Context* const context = machine.current();
        if (context == nullptr) return CUDA_ERROR_INVALID_CONTEXT;
        if (!machine.alive(context)) return CUDA_ERROR_CONTEXT_IS_DESTROYED;
        const int sticky = context->sticky_error;
        if (sticky != 0 && kind == Kind::ordinary) return sticky;
        const Result result = body(machine, *context);
        return sticky != 0 ? sticky : result;
      },
      kind);
}

Result submit(Context& context, const void* handle, const Work& work) {
  if (reinterpret_cast<std::uintptr_t>(handle) <= 2) return work();
  Stream* const stream = find(context.streams, handle);
  if (stream == nullptr) return CUDA_ERROR_INVALID_HANDLE;
  if (!stream->capturing) return work();
  stream->captured->work.push_back(work);
  return CUDA_SUCCESS;
}

}  // namespace emulated
