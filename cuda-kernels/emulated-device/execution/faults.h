// While a grid runs, a read or write of an address that is not there ends the launch instead of the process. Signals that
// do not stem from device code go to whom they went before: inside a Java machine, to that machine.
#pragma once

namespace emulated {

class FaultGuard {
 public:
  FaultGuard();
  ~FaultGuard();
  FaultGuard(const FaultGuard&) = delete;
  FaultGuard& operator=(const FaultGuard&) = delete;
};

}  // namespace emulated
