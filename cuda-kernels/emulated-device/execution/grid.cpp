#include "grid.h"

#include <exception>

#include "../driver/result_codes.h"
#include "faults.h"

namespace emulated {
namespace {

LaunchFailure run_one_by_one(FiberPool& fibers, const GridShape& shape, Schedule blocks, Schedule threads) {
  Block block(fibers, shape, threads);
  for (const std::uint64_t number : blocks.turns(shape.blocks())) {
    block.place(number);
    if (!block.run()) return block.failure();
  }
  return {};
}

// Every block is resident; they take turns from one grid barrier to the next.
LaunchFailure run_together(FiberPool& fibers, const GridShape& shape, Schedule blocks, Schedule threads) {
  std::list<Block> resident;
  std::vector<Block*> all;
  for (std::uint64_t number = 0; number < shape.blocks(); number++) {
    all.push_back(&resident.emplace_back(fibers, shape, threads));
    all.back()->place(number);
  }
  for (;;) {
    std::uint64_t gone = 0;
    for (const std::uint64_t number : blocks.turns(shape.blocks())) {
      if (!all[number]->run()) return all[number]->failure();
      gone += all[number]->gone() ? 1 : 0;
    }
    if (gone == shape.blocks()) return {};
    for (Block* block : all) {
      if (!block->all_at_grid_barrier()) {
        return {CUDA_ERROR_LAUNCH_FAILED, "threads diverge at a grid barrier: some have left the kernel, others wait"};
      }
      block->pass_grid_barrier();
    }
  }
}

}  // namespace

LaunchFailure run_grid(const GridShape& shape, Order blocks, Order threads, std::uint64_t seed) {
  static FiberPool fibers;
  const FaultGuard guard;
  const auto run = shape.cooperative ? run_together : run_one_by_one;
  return run(fibers, shape, Schedule(blocks, seed), Schedule(threads, seed + 1));
}

// What device code calls, answered by the block it runs in.

unsigned block_barrier(bool predicate, Site site) { return Block::running_thread().owner->barrier(predicate, site); }

void grid_barrier(Site site) { Block::running_thread().owner->wait_for_grid(site); }

unsigned lane() { return Block::running_thread().lane(); }

std::uint32_t active_lanes() {
  const Thread& t = Block::running_thread();
  return t.owner->lanes_left(t.warp());
}

const WarpValues& warp_exchange(std::uint32_t mask, WarpOperation operation, std::uint64_t value, Site site) {
  return Block::running_thread().owner->exchange(mask, operation, value, site);
}

void trap(Site site) {
  Block::running_thread().owner->fail(CUDA_ERROR_LAUNCH_FAILED, "__trap() at " + describe(site));
}

void failed_assertion(const char* condition, Site site) {
  Block::running_thread().owner->fail(CUDA_ERROR_ASSERT,
                                      "assertion failed at " + describe(site) + ": " + condition);
}

namespace {

std::size_t shared_variables = 0;
constexpr std::size_t static_shared_limit = 48 * 1024;

}  // namespace

SharedVariable::SharedVariable(std::size_t size, std::size_t alignment, Site site)
    : size(size), alignment(alignment), site(site), number_(shared_variables++) {}

void* SharedVariable::of_running_block() const {
  Block& block = *Block::running_thread().owner;
  void* memory = block.shared().variable(*this, number_);
  if (memory == nullptr || block.shared().static_bytes() > static_shared_limit) {
    block.fail(CUDA_ERROR_LAUNCH_FAILED, "more than 48 KiB of static shared memory with the variable at " + describe(site));
  }
  return memory;
}

void* dynamic_shared_memory() { return Block::running_thread().owner->shared().dynamic(); }

}  // namespace emulated
