// Atomic operations. A grid runs on one thread of the host, so plain reading and writing is indivisible.
#pragma once

namespace emulated {

template <class T, class Next>
T exchange(T* address, Next next) {
  const T before = *address;
  *address = next(before);
  return before;
}

}  // namespace emulated

#define EMULATED_ATOMIC(name, T, expression)                                         \
  inline T name(T* address, T value) {                                               \
    return emulated::exchange(address, [value](T old) -> T { return expression; });  \
  }
#define EMULATED_ATOMIC_INTEGERS(name, expression)       \
  EMULATED_ATOMIC(name, int, expression)                 \
  EMULATED_ATOMIC(name, unsigned, expression)            \
  EMULATED_ATOMIC(name, unsigned long long, expression)

EMULATED_ATOMIC_INTEGERS(atomicAdd, old + value)
EMULATED_ATOMIC(atomicAdd, float, old + value)
EMULATED_ATOMIC(atomicAdd, double, old + value)
EMULATED_ATOMIC(atomicSub, int, old - value)
EMULATED_ATOMIC(atomicSub, unsigned, old - value)
EMULATED_ATOMIC_INTEGERS(atomicExch, value)
EMULATED_ATOMIC(atomicExch, float, value)
EMULATED_ATOMIC_INTEGERS(atomicMin, value < old ? value : old)
EMULATED_ATOMIC(atomicMin, long long, value < old ? value : old)
EMULATED_ATOMIC_INTEGERS(atomicMax, old < value ? value : old)
EMULATED_ATOMIC(atomicMax, long long, old < value ? value : old)
EMULATED_ATOMIC_INTEGERS(atomicAnd, old & value)
EMULATED_ATOMIC_INTEGERS(atomicOr, old | value)
EMULATED_ATOMIC_INTEGERS(atomicXor, old ^ value)
EMULATED_ATOMIC(atomicInc, unsigned, old >= value ? 0 : old + 1)
EMULATED_ATOMIC(atomicDec, unsigned, old == 0 || old > value ? value : old - 1)
#undef EMULATED_ATOMIC_INTEGERS
#undef EMULATED_ATOMIC

template <class T>
T atomicCAS(T* address, T compare, T value) {
  return emulated::exchange(address, [=](T old) { return old == compare ? value : old; });
}

inline void __threadfence() {}
inline void __threadfence_block() {}
inline void __threadfence_system() {}
