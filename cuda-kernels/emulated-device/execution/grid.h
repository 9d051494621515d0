// Runs a grid from its first block to its last.
#pragma once

#include "block.h"

namespace emulated {

// In this order, forward and undisturbed unless settings ask otherwise.
LaunchFailure run_grid(const GridShape& shape, Order blocks, Order threads, std::uint64_t seed);

}  // namespace emulated
