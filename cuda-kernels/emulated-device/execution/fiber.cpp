#include "fiber.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <new>

#include "sanitizer.h"

#ifndef __x86_64__
#error "the emulated device switches stacks on x86-64 only, the one machine JCuda's natives are made for"
#endif

// Stores the callee-saved registers and the stack pointer of who calls, loads those stored earlier. A jump, since a processor
// predicts a return to be to the last caller, which it never is here.
asm(R"(
.text
.globl emulated_switch_stack
.hidden emulated_switch_stack
.type emulated_switch_stack, @function
emulated_switch_stack:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  popq %rcx
  jmp *%rcx
.size emulated_switch_stack, .-emulated_switch_stack
)");
extern "C" void emulated_switch_stack(void** save, void* load);

namespace emulated {
namespace {

// Grids run one after another, so one fiber at most runs at a time, and one place is left for it.
struct Host {
  void* stack_pointer = nullptr;
  void* sanitizer_state = nullptr;
  const void* stack_bottom = nullptr;
  std::size_t stack_size = 0;
  Fiber* entered = nullptr;
} host;

}  // namespace

Fiber::Fiber(std::size_t number) : unused_(number * colour % colours) {
  // The lowest page stays closed: a stack that overflows ends the process instead of spoiling memory.
  const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* memory = mmap(nullptr, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  mprotect(memory, page, PROT_NONE);
  stack_ = static_cast<char*>(memory);
}

Fiber::~Fiber() {
  unpoison(stack_, stack_size);
  munmap(stack_, stack_size);
}

void Fiber::start(void (*body)()) {
  constexpr int saved_registers = 6;
  unpoison(stack_, stack_size);
  body_ = body;
  finished_ = false;
  sanitizer_state_ = nullptr;
  void** top = reinterpret_cast<void**>(stack_ + stack_size - unused_);
  *--top = nullptr;  // where a caller's return address would be; also keeps the alignment of a call
  *--top = reinterpret_cast<void*>(&Fiber::main);
  for (int r = 0; r < saved_registers; r++) *--top = nullptr;
  stack_pointer_ = top;
  enter();
}

void Fiber::resume() { enter(); }

void Fiber::enter() {
  host.entered = this;
  start_switch(&host.sanitizer_state, stack_, stack_size);
  emulated_switch_stack(&host.stack_pointer, stack_pointer_);
  finish_switch(host.sanitizer_state, nullptr, nullptr);
  host.entered = nullptr;
}

void Fiber::leave(bool for_good) {
  start_switch(for_good ? nullptr : &sanitizer_state_, host.stack_bottom, host.stack_size);
  emulated_switch_stack(&stack_pointer_, host.stack_pointer);
  finish_switch(sanitizer_state_, &host.stack_bottom, &host.stack_size);
}

void Fiber::main() {
  finish_switch(nullptr, &host.stack_bottom, &host.stack_size);
  host.entered->body_();
  host.entered->finished_ = true;
  abandon();
}

void Fiber::suspend() { host.entered->leave(false); }

void Fiber::abandon() {
  host.entered->leave(true);
  __builtin_unreachable();
}

}  // namespace emulated
