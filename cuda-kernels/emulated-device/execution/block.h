// One block of a grid: its threads as fibers, its shared memory, what its threads wait for.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "../device-code/execution.h"
#include "../device-code/registration.h"
#include "fiber.h"
#include "schedule.h"
#include "shared_memory.h"

namespace emulated {

// Why a launch ended early: CUDA's result code and what to tell.
struct LaunchFailure {
  int code = 0;
  std::string report;
};

// What all threads of a grid have in common.
struct GridShape {
  const KernelEntry* kernel;
  void** arguments;
  dim3 grid_size;
  dim3 block_size;
  std::size_t dynamic_shared;
  bool cooperative;

  std::uint64_t blocks() const { return std::uint64_t{grid_size.x} * grid_size.y * grid_size.z; }
  unsigned threads() const { return block_size.x * block_size.y * block_size.z; }
};

class Block;
struct WarpGroup;

enum class Waiting { no, at_block_barrier, at_grid_barrier, for_lanes, gone };

struct Thread : ThreadPlace {
  Block* owner;
  unsigned number;  // within the block
  Waiting waiting;
  Site site;  // where it waits
  WarpGroup* group;
  Fiber* fiber;

  unsigned lane() const { return number % warp_size; }
  unsigned warp() const { return number / warp_size; }
};

// Lanes that meet in one exchange.
struct WarpGroup {
  std::uint32_t mask;
  WarpOperation operation;
  Site site;
  WarpValues brought;
  unsigned unread;
};

// Stacks that are not in use; a thread that never waits gives its stack to the next.
class FiberPool {
 public:
  Fiber* take();
  void give(Fiber* fiber) { free_.push_back(fiber); }

 private:
  std::vector<std::unique_ptr<Fiber>> all_;
  std::vector<Fiber*> free_;
};

class Block {
 public:
  Block(FiberPool& fibers, const GridShape& shape, Schedule& schedule) : fibers_(fibers), shape_(shape), schedule_(schedule) {}
  ~Block();

  void place(std::uint64_t number);

  // Runs until every thread is gone or waits for the grid. False: failure() tells why not.
  bool run();

  bool gone() const { return gone_ == shape_.threads(); }
  bool all_at_grid_barrier() const { return at_grid_ == shape_.threads(); }
  void pass_grid_barrier();
  const LaunchFailure& failure() const { return failure_; }

  // The block and thread on whose fiber the caller is.
  static Thread& running_thread();

  unsigned barrier(bool predicate, Site site);
  void wait_for_grid(Site site);
  const WarpValues& exchange(std::uint32_t mask, WarpOperation operation, std::uint64_t value, Site site);
  // Lanes of a warp that have not left the kernel.
  std::uint32_t lanes_left(unsigned warp) const { return left_[warp]; }
  SharedMemory& shared() { return shared_; }
  [[noreturn]] void fail(int code, const std::string& what);

 private:
  void advance(Thread& thread);
  void leave(Thread& thread);
  bool release_barrier();
  void fail_stuck();
  void wait(Thread& thread, Waiting what, Site site);
  bool complete(WarpGroup& group, unsigned warp);
  WarpGroup& join(Thread& thread, std::uint32_t mask, WarpOperation operation, Site site);

  FiberPool& fibers_;
  const GridShape& shape_;
  Schedule& schedule_;
  std::vector<Thread> threads_;
  std::vector<std::uint32_t> left_;             // by warp
  std::vector<std::list<WarpGroup>> forming_;   // by warp
  std::vector<std::list<WarpGroup>> complete_;  // by warp, still to be read
  WarpValues fetched_last_;
  SharedMemory shared_;
  unsigned at_barrier_ = 0;
  unsigned at_grid_ = 0;
  unsigned gone_ = 0;
  unsigned predicates_ = 0;
  unsigned released_predicates_ = 0;
  LaunchFailure failure_;
};

std::string describe(Site site);
std::string describe(const Thread& thread);

}  // namespace emulated
