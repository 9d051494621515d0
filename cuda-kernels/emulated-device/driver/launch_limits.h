// What a launch may ask for.
#pragma once

#include "machine.h"

namespace emulated {

constexpr std::size_t default_shared_limit = 48 * 1024;
constexpr std::size_t most_shared_limit = 227 * 1024;
constexpr unsigned most_block_threads = 1024;

Function* function_of(Context& context, const void* handle);
unsigned most_threads(const KernelEntry& kernel);

// Blocks of this size that one multiprocessor holds at a time; 0 if not even one.
unsigned resident_blocks(const Function& function, unsigned threads, std::size_t dynamic_shared);

}  // namespace emulated
