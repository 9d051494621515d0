// The shared memory of one block: every variable between guard zones, filled with NaN when the block begins.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "../device-code/execution.h"

namespace emulated {

class SharedMemory {
 public:
  ~SharedMemory();

  // A new block: variables are forgotten, dynamic memory has this size.
  void begin(std::size_t dynamic_bytes);

  void* variable(const SharedVariable& variable, std::size_t number);
  void* dynamic();
  std::size_t static_bytes() const { return static_bytes_; }
  bool guards_intact() const;

 private:
  struct Place {
    std::size_t offset;
    std::size_t size;
  };

  void* take(std::size_t size, std::size_t alignment);

  static constexpr std::size_t capacity = 1024 * 1024;
  static constexpr std::size_t guard = 64;
  static constexpr std::size_t dynamic_alignment = 1024;

  std::unique_ptr<char[]> memory_;
  std::size_t used_ = 0;
  std::size_t static_bytes_ = 0;
  std::size_t dynamic_bytes_ = 0;
  std::vector<void*> variables_;  // by number; null: not met yet in this block
  std::vector<Place> places_;
  void* dynamic_ = nullptr;
};

}  // namespace emulated
