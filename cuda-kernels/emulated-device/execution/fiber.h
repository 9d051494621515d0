// A stack of its own for one device thread, entered and left by swapping stack pointers (x86-64). Announces every switch
// to AddressSanitizer where that is on.
#pragma once

#include <cstddef>

namespace emulated {

class Fiber {
 public:
  // Fibers that are numbered from 0 on get along best.
  explicit Fiber(std::size_t number);
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Runs `body` from its start until it returns or calls suspend(). Whatever ran on this fiber before is forgotten.
  void start(void (*body)());

  // Goes on where suspend() was called.
  void resume();

  // Called on a fiber: back to who started or resumed it.
  static void suspend();

  // Called on a fiber that will never be resumed.
  [[noreturn]] static void abandon();

  bool finished() const { return finished_; }

 private:
  static void main();
  void enter();
  void leave(bool for_good);

  // Stacks begin at different places of their pages: otherwise the few lines in use of each would share one set of every
  // cache, and a switch would wait for memory.
  static constexpr std::size_t colour = 17 * 64;
  static constexpr std::size_t colours = 128 * 1024;
  static constexpr std::size_t stack_size = 256 * 1024 + colours;

  char* stack_;
  std::size_t unused_;
  void* stack_pointer_ = nullptr;
  void* sanitizer_state_ = nullptr;
  void (*body_)() = nullptr;
  bool finished_ = true;
};

}  // namespace emulated
