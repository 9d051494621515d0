#include "block.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "../driver/result_codes.h"

namespace emulated {

EMULATED_EXPORT const ThreadPlace* running = nullptr;

bool Site::operator==(const Site& other) const {
  return line == other.line && (file == other.file || std::strcmp(file, other.file) == 0);
}

std::string describe(Site site) {
  const std::string file = site.file;
  return file.substr(file.rfind('/') + 1) + ":" + std::to_string(site.line);
}

namespace {

std::string triple(unsigned x, unsigned y, unsigned z) {
  return "(" + std::to_string(x) + "," + std::to_string(y) + "," + std::to_string(z) + ")";
}

const char* name(WarpOperation operation) {
  switch (operation) {
    case WarpOperation::barrier: return "__syncwarp";
    case WarpOperation::shuffle: return "a shuffle";
    case WarpOperation::vote: return "a vote";
    case WarpOperation::match: return "a match";
    default: return "a reduction";
  }
}

std::string hexadecimal(std::uint32_t mask) {
  char text[16];
  std::snprintf(text, sizeof text, "0x%08x", mask);
  return text;
}

std::uint32_t bit(unsigned lane) { return std::uint32_t{1} << lane; }

}  // namespace

std::string describe(const Thread& t) {
  return "block " + triple(t.block.x, t.block.y, t.block.z) + " thread " + triple(t.thread.x, t.thread.y, t.thread.z);
}

Fiber* FiberPool::take() {
  if (free_.empty()) {
    all_.push_back(std::make_unique<Fiber>(all_.size()));
    return all_.back().get();
  }
  Fiber* fiber = free_.back();
  free_.pop_back();
  return fiber;
}

Thread& Block::running_thread() { return *static_cast<Thread*>(const_cast<ThreadPlace*>(running)); }

Block::~Block() {
  for (Thread& t : threads_) {
    if (t.fiber != nullptr) fibers_.give(t.fiber);
  }
}

void Block::place(std::uint64_t number) {
  const dim3& g = shape_.grid_size;
  const dim3& b = shape_.block_size;
  const uint3 block{static_cast<unsigned>(number % g.x), static_cast<unsigned>(number / g.x % g.y),
                    static_cast<unsigned>(number / g.x / g.y)};
  const unsigned count = shape_.threads();
  const unsigned warps = (count + warp_size - 1) / warp_size;
  threads_.resize(count);
  for (unsigned n = 0; n < count; n++) {
    Thread& t = threads_[n];
    t.thread = {n % b.x, n / b.x % b.y, n / b.x / b.y};
    t.block = block;
    t.block_size = b;
    t.grid_size = g;
    t.owner = this;
    t.number = n;
    t.waiting = Waiting::no;
    t.group = nullptr;
    t.fiber = nullptr;
  }
  forming_.assign(warps, {});
  complete_.assign(warps, {});
  left_.assign(warps, ~std::uint32_t{0});
  if (count % warp_size != 0) left_.back() = bit(count % warp_size) - 1;
  at_barrier_ = at_grid_ = gone_ = predicates_ = 0;
  shared_.begin(shape_.dynamic_shared);
}

bool Block::run() {
  while (failure_.code == 0 && gone_ + at_grid_ < shape_.threads()) {
    bool progress = false;
    for (const std::uint64_t n : schedule_.turns(shape_.threads())) {
      Thread& t = threads_[n];
      if (t.waiting != Waiting::no) continue;
      progress = true;
      advance(t);
      if (failure_.code != 0) return false;
    }
    progress |= release_barrier();
    if (!progress && gone_ + at_grid_ < shape_.threads()) fail_stuck();
  }
  if (failure_.code == 0 && gone() && !shared_.guards_intact()) {
    failure_ = {CUDA_ERROR_ILLEGAL_ADDRESS, describe(threads_[0]) + ": something wrote beside a __shared__ variable"};
  }
  return failure_.code == 0;
}

void Block::advance(Thread& t) {
  running = &t;
  if (t.fiber == nullptr) {
    t.fiber = fibers_.take();
    t.fiber->start([] {
      const GridShape& shape = running_thread().owner->shape_;
      shape.kernel->call(shape.arguments);
    });
  } else {
    t.fiber->resume();
  }
  running = nullptr;
  if (t.fiber->finished() && failure_.code == 0) leave(t);
}

void Block::leave(Thread& t) {
  fibers_.give(t.fiber);
  t.fiber = nullptr;
  t.waiting = Waiting::gone;
  gone_++;
  left_[t.warp()] &= ~bit(t.lane());
  // Who waits in this warp may have waited for this lane alone.
  std::list<WarpGroup>& forming = forming_[t.warp()];
  for (auto g = forming.begin(); g != forming.end();) {
    auto current = g++;
    complete(*current, t.warp());
  }
}

void Block::wait(Thread& t, Waiting what, Site site) {
  t.waiting = what;
  t.site = site;
  Fiber::suspend();
}

unsigned Block::barrier(bool predicate, Site site) {
  at_barrier_++;
  predicates_ += predicate ? 1 : 0;
  wait(running_thread(), Waiting::at_block_barrier, site);
  return released_predicates_;
}

bool Block::release_barrier() {
  if (at_barrier_ == 0 || at_barrier_ != shape_.threads()) return false;
  const Site site = threads_[0].site;
  for (Thread& t : threads_) {
    if (!(t.site == site)) {
      failure_ = {CUDA_ERROR_LAUNCH_FAILED, "threads diverge at a barrier: " + describe(threads_[0]) + " waits at " +
                                                describe(site) + ", " + describe(t) + " at " + describe(t.site)};
      return false;
    }
    t.waiting = Waiting::no;
  }
  at_barrier_ = 0;
  released_predicates_ = predicates_;
  predicates_ = 0;
  return true;
}

void Block::wait_for_grid(Site site) {
  if (!shape_.cooperative) {
    fail(CUDA_ERROR_LAUNCH_FAILED, "a grid barrier at " + describe(site) + " in a grid that was not launched cooperatively");
  }
  at_grid_++;
  wait(running_thread(), Waiting::at_grid_barrier, site);
}

void Block::pass_grid_barrier() {
  for (Thread& t : threads_) t.waiting = Waiting::no;
  at_grid_ = 0;
}

WarpGroup& Block::join(Thread& t, std::uint32_t mask, WarpOperation operation, Site site) {
  std::list<WarpGroup>& forming = forming_[t.warp()];
  for (WarpGroup& g : forming) {
    if (g.mask == mask && g.operation == operation) return g;
  }
  forming.push_back({mask, operation, site, {}, 0});
  return forming.back();
}

const WarpValues& Block::exchange(std::uint32_t mask, WarpOperation operation, std::uint64_t value, Site site) {
  Thread& t = running_thread();
  if ((mask & bit(t.lane())) == 0) {
    fail(CUDA_ERROR_LAUNCH_FAILED, std::string(name(operation)) + " at " + describe(site) + " with mask " +
                                       hexadecimal(mask) + ", which lacks the calling lane " + std::to_string(t.lane()));
  }
  WarpGroup& group = join(t, mask, operation, site);
  group.brought.arrived |= bit(t.lane());
  group.brought.values[t.lane()] = value;
  t.group = &group;
  if (complete(group, t.warp())) {
    t.waiting = Waiting::no;
  } else {
    wait(t, Waiting::for_lanes, site);
  }
  // The group lives until every lane has fetched it.
  WarpGroup& own = *t.group;
  t.group = nullptr;
  if (--own.unread == 0) {
    fetched_last_ = own.brought;
    complete_[t.warp()].remove_if([&](const WarpGroup& g) { return &g == &own; });
    return fetched_last_;
  }
  return own.brought;
}

bool Block::complete(WarpGroup& group, unsigned warp) {
  const std::uint32_t wanted = group.mask & lanes_left(warp);
  if (group.brought.arrived != wanted || wanted == 0) return false;
  for (unsigned l = 0; l < warp_size; l++) {
    if ((wanted & bit(l)) != 0) threads_[warp * warp_size + l].waiting = Waiting::no;
  }
  group.unread = static_cast<unsigned>(__builtin_popcount(wanted));
  std::list<WarpGroup>& forming = forming_[warp];
  const auto place = std::find_if(forming.begin(), forming.end(), [&](const WarpGroup& g) { return &g == &group; });
  complete_[warp].splice(complete_[warp].end(), forming, place);
  return true;
}

void Block::fail_stuck() {
  if (failure_.code != 0) return;
  std::string report = "threads diverge: nobody can go on.";
  for (const Thread& t : threads_) {
    if (t.waiting == Waiting::for_lanes) {
      const std::uint32_t missing = t.group->mask & lanes_left(t.warp()) & ~t.group->brought.arrived;
      failure_ = {CUDA_ERROR_LAUNCH_FAILED, report + " " + describe(t) + " waits at " + describe(t.site) + " in " +
                                                name(t.group->operation) + " with mask " + hexadecimal(t.group->mask) +
                                                " for lanes " + hexadecimal(missing)};
      return;
    }
  }
  const auto waits = std::find_if(threads_.begin(), threads_.end(),
                                  [](const Thread& t) { return t.waiting == Waiting::at_block_barrier; });
  failure_ = {CUDA_ERROR_LAUNCH_FAILED, report + " " + describe(*waits) + " and " + std::to_string(at_barrier_ - 1) +
                                            " others wait at the barrier " + describe(waits->site) + ", " +
                                            std::to_string(gone_) + " have left the kernel, " + std::to_string(at_grid_) +
                                            " wait for the grid"};
}

void Block::fail(int code, const std::string& what) {
  failure_ = {code, describe(running_thread()) + ": " + what};
  Fiber::abandon();
}

}  // namespace emulated
