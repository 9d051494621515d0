// A handle of cuBLAS or cuSOLVER: bound to the context it was made in, on a stream, known until it is destroyed.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <set>

#include "client.h"

namespace emulated {

struct LibraryHandle {
  const void* context = nullptr;
  const void* stream = nullptr;
  void* workspace = nullptr;  // device memory of the library's own
  int pointer_mode = 0;       // 0: scalars lie in host memory, 1: in device memory
  int math_mode = 0;
};

enum class HandleState { made, no_context, no_memory };

class LibraryHandles {
 public:
  HandleState make(void** handle, std::size_t workspace_bytes) {
    auto made = std::make_unique<LibraryHandle>();
    if (client::current_context(made->context) != CUDA_SUCCESS) return HandleState::no_context;
    if (client::due(Fault::handle)) return HandleState::no_context;
    if (workspace_bytes > 0) {
      made->workspace = client::allocate(workspace_bytes);
      if (made->workspace == nullptr) return HandleState::no_memory;
    }
    *handle = made.get();
    all_.insert(std::move(made));
    return HandleState::made;
  }

  // False: there is no such handle.
  bool destroy(const void* handle) {
    for (auto h = all_.begin(); h != all_.end(); ++h) {
      if (h->get() != handle) continue;
      if ((*h)->workspace != nullptr && client::alive((*h)->context)) client::free((*h)->workspace);
      all_.erase(h);
      return true;
    }
    return false;
  }

  // Null: no such handle, or its context is gone or another than the current one.
  LibraryHandle* find(const void* handle) const {
    for (const auto& h : all_) {
      if (h.get() == handle) return client::alive(h->context) && client::is_current(h->context) ? h.get() : nullptr;
    }
    return nullptr;
  }

 private:
  std::set<std::unique_ptr<LibraryHandle>> all_;
};

}  // namespace emulated

#define EMULATED_ENTRY extern "C" __attribute__((visibility("default"))) int
