// All eigenvalues, and vectors if asked for, of a dense symmetric matrix.
#pragma once

#include "reflections.h"
#include "tridiagonal_ql.h"

namespace emulated {

// Rising values to w; vectors over a, or a spoiled. Returns devInfo.
template <class T>
int solve_symmetric(bool vectors, bool upper, Index n, T* a, Index lda, T* w) {
  const std::size_t size = static_cast<std::size_t>(n);
  std::vector<T> e(size + 1), tau(size + 1), work(size + 1), q;
  tridiagonalise(upper, n, a, lda, w, e.data(), tau.data(), work.data());
  if (vectors) {
    q.assign(size * size, T(0));
    for (std::size_t i = 0; i < size; i++) q[i * size + i] = 1;
    multiply_by_q(true, upper, false, n, n, a, lda, tau.data(), q.data(), n, work.data());
  }
  const int info = solve_tridiagonal(n, w, e.data(), vectors ? q.data() : nullptr, n);
  for (Index j = 0; j < n; j++) {
    for (Index i = 0; i < n; i++) {
      if (vectors) {
        a[j * lda + i] = q[static_cast<std::size_t>(j * n + i)];
      } else if (upper ? i <= j : i >= j) {
        a[j * lda + i] = std::numeric_limits<T>::quiet_NaN();
      }
    }
  }
  return info;
}

}  // namespace emulated
