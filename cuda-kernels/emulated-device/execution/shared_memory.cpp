#include "shared_memory.h"

#include <cstdint>
#include <cstring>

#include "sanitizer.h"

namespace emulated {
namespace {

constexpr unsigned char guard_byte = 0xa5;
constexpr unsigned char unset_byte = 0xff;  // as float or double: NaN

}  // namespace

SharedMemory::~SharedMemory() {
  if (memory_) unpoison(memory_.get(), capacity);
}

void SharedMemory::begin(std::size_t dynamic_bytes) {
  if (!memory_) memory_.reset(new char[capacity]);
  unpoison(memory_.get(), capacity);
  std::memset(memory_.get(), guard_byte, used_ + guard);
  poison(memory_.get(), capacity);
  used_ = 0;
  static_bytes_ = 0;
  dynamic_bytes_ = dynamic_bytes;
  dynamic_ = nullptr;
  variables_.assign(variables_.size(), nullptr);
  places_.clear();
}

void* SharedMemory::take(std::size_t size, std::size_t alignment) {
  const std::uintptr_t base = reinterpret_cast<std::uintptr_t>(memory_.get());
  const std::size_t start = ((base + used_ + guard + alignment - 1) & ~(alignment - 1)) - base;
  const std::size_t end = start + size + guard;
  if (end > capacity) return nullptr;
  char* const memory = memory_.get() + start;
  unpoison(memory_.get() + used_, end - used_);
  std::memset(memory_.get() + used_, guard_byte, end - used_);
  std::memset(memory, unset_byte, size);
  poison(memory_.get() + used_, start - used_);
  poison(memory + size, guard);
  used_ = start + size;
  places_.push_back({start, size});
  return memory;
}

void* SharedMemory::variable(const SharedVariable& variable, std::size_t number) {
  if (number >= variables_.size()) variables_.resize(number + 1);
  if (variables_[number] == nullptr) {
    variables_[number] = take(variable.size, variable.alignment);
    static_bytes_ += variable.size;
  }
  return variables_[number];
}

void* SharedMemory::dynamic() {
  if (dynamic_ == nullptr) dynamic_ = take(dynamic_bytes_, dynamic_alignment);
  return dynamic_;
}

bool SharedMemory::guards_intact() const {
  unpoison(memory_.get(), capacity);
  std::size_t from = 0;
  bool intact = true;
  for (const Place& place : places_) {
    for (std::size_t i = from; i < place.offset; i++) intact &= static_cast<unsigned char>(memory_[i]) == guard_byte;
    from = place.offset + place.size;
  }
  for (std::size_t i = from; i < from + (places_.empty() ? 0 : guard); i++) {
    intact &= static_cast<unsigned char>(memory_[i]) == guard_byte;
  }
  return intact;
}

}  // namespace emulated
