#include "faults.h"

#include <signal.h>

#include <cstdint>
#include <cstdio>

#include "../driver/result_codes.h"
#include "block.h"

namespace emulated {
namespace {

thread_local bool runs_grid = false;
struct sigaction former[2];

int place_of(int signal) { return signal == SIGSEGV ? 0 : 1; }

void pass_on(int signal, siginfo_t* info, void* context) {
  const struct sigaction& next = former[place_of(signal)];
  if ((next.sa_flags & SA_SIGINFO) != 0) {
    next.sa_sigaction(signal, info, context);
  } else if (next.sa_handler != SIG_DFL && next.sa_handler != SIG_IGN) {
    next.sa_handler(signal);
  } else {
    ::signal(signal, SIG_DFL);  // and the faulting instruction runs again
  }
}

void on_fault(int signal, siginfo_t* info, void* context) {
  if (!runs_grid || running == nullptr) {
    pass_on(signal, info, context);
    return;
  }
  char address[32];
  std::snprintf(address, sizeof address, "%p", info->si_addr);
  Block::running_thread().owner->fail(CUDA_ERROR_ILLEGAL_ADDRESS,
                                      std::string("illegal memory access near ") + address);
}

}  // namespace

FaultGuard::FaultGuard() {
  // Not on the alternate stack and without blocking the signal: the handler leaves by switching fibers.
  struct sigaction action = {};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, &former[0]);
  sigaction(SIGBUS, &action, &former[1]);
  runs_grid = true;
}

FaultGuard::~FaultGuard() {
  runs_grid = false;
  sigaction(SIGSEGV, &former[0], nullptr);
  sigaction(SIGBUS, &former[1], nullptr);
}

}  // namespace emulated
