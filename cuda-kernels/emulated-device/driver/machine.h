// The whole state of the emulated driver: devices, contexts and what lives in them. One lock around every call.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "../device-code/registration.h"
#include "memory.h"
#include "result_codes.h"
#include "settings.h"

namespace emulated {

using Result = int;
using Work = std::function<Result()>;

// Work recorded from a stream, to be done as a whole again and again.
struct Graph {
  std::vector<Work> work;
};

struct Stream {
  bool capturing = false;
  std::unique_ptr<Graph> captured;
};

struct Event {
  bool recorded = false;
  double seconds = 0;
};

struct Module;

struct Function {
  const KernelEntry* kernel;
  std::size_t most_dynamic_shared;
};

struct Module {
  std::map<std::string, Function> functions;
};

// Owns what was made in it; all of that goes when the context goes.
struct Context {
  int device = 0;
  bool primary = false;
  int sticky_error = 0;  // after a failed execution every call gives it, until the context is gone
  std::set<std::unique_ptr<Module>> modules;
  std::set<std::unique_ptr<Stream>> streams;
  std::set<std::unique_ptr<Event>> events;
  std::set<std::unique_ptr<Graph>> graphs;
};

// What tests read: see README.md, "Reading the state".
struct Statistics {
  std::uint64_t allocations = 0;
  std::uint64_t leaked = 0;  // allocations that were alive when their context went
  std::uint64_t launches = 0;
  std::uint64_t calls = 0;
  std::uint64_t peak_bytes = 0;
};

class Machine {
 public:
  static Machine& instance();

  std::recursive_mutex lock;

  // Reads the settings anew and forgets what was counted. CUDA_SUCCESS, or an error for settings that make no sense.
  Result read_settings();
  const Settings& settings() const { return settings_; }

  // True if this occurrence of the fault on a device is one that the settings name.
  bool due(Fault fault, int device);

  // Whether a device answers no more.
  bool is_lost(int device) const { return lost && concerns(device); }

  // Whether any context is in use.
  bool in_use() const;

  bool initialised = false;
  bool lost = false;
  Statistics statistics;
  DeviceMemory memory;
  PinnedMemory pinned;

  Context* make_context(int device);
  void destroy_context(Context* context);
  bool alive(const Context* context) const;
  Context* current() const;
  void make_current(Context* context);
  Context* primary(int device) const;
  std::map<int, int> primary_uses;

  std::size_t bytes_used(int device) const;

  // The allocation on the context's own device that holds all of [address, address + size), or null.
  const Allocation* holding(const Context& context, Address address, std::size_t size) const;

  Result allocate(Context& context, std::size_t size, Address& address);
  Result free(const Context& context, Address address);

 private:
  bool concerns(int device) const { return settings_.fault_device < 0 || settings_.fault_device == device; }

  Settings settings_;
  std::map<Fault, std::uint64_t> counts_;
  std::map<const Context*, std::unique_ptr<Context>> contexts_;
};

// Tells on standard error what went wrong, as a device's log would.
void report(const std::string& what);

// Every entry of the driver goes through one of these. `Release` work is done even on a lost device, for the books. A call
// without a context concerns the device it names, or else that of the current context, or none.
enum class Kind { ordinary, release };
constexpr int no_device = -2;
Result without_context(const std::function<Result(Machine&)>& body, Kind kind = Kind::ordinary, int device = no_device);
Result in_context(const std::function<Result(Machine&, Context&)>& body, Kind kind = Kind::ordinary);

template <class T>
T* find(const std::set<std::unique_ptr<T>>& all, const void* handle) {
  for (const auto& one : all) {
    if (one.get() == handle) return one.get();
  }
  return nullptr;
}

template <class T>
bool remove(std::set<std::unique_ptr<T>>& all, const void* handle) {
  for (auto one = all.begin(); one != all.end(); ++one) {
    if (one->get() == handle) {
      all.erase(one);
      return true;
    }
  }
  return false;
}

// Does the work now, or notes it if the stream is being captured. Handles 0, 1, 2 are the default streams.
Result submit(Context& context, const void* stream, const Work& work);

}  // namespace emulated

#define EMULATED_ENTRY extern "C" __attribute__((visibility("default"))) int
