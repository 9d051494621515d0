// Eigenvalues and vectors of a symmetric tridiagonal matrix by implicit QL iterations (EISPACK's imtql2).
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "../cublas/blas.h"

namespace emulated {

using blas::Index;

// Columns j and j+1 of z (n rows) turn by the rotation (c, s).
template <class T>
void rotate_columns(Index n, T c, T s, T* z, Index ldz, Index j) {
  T* __restrict__ const low = z + j * ldz;
  T* __restrict__ const high = z + (j + 1) * ldz;
  for (Index k = 0; k < n; k++) {
    const T f = high[k];
    high[k] = s * low[k] + c * f;
    low[k] = c * low[k] - s * f;
  }
}

// The first place from l on where the matrix falls apart, or n - 1. Of numbers with few digits left, as the remains of a
// matrix of low rank are, rotations would not be of unit length.
template <class T>
Index split(Index n, Index l, const T* d, const T* e) {
  constexpr T unit = std::numeric_limits<T>::epsilon();
  constexpr T least = std::numeric_limits<T>::min() / unit;
  Index m = l;
  while (m + 1 < n && std::abs(e[m]) > std::max(least, unit * (std::abs(d[m]) + std::abs(d[m + 1])))) m++;
  return m;
}

// One sweep over l … m with the shift of the leading two by two block.
template <class T>
void sweep(Index n, Index l, Index m, T* d, T* e, T* z, Index ldz) {
  T g = (d[l + 1] - d[l]) / (2 * e[l]);
  g = d[m] - d[l] + e[l] / (g + std::copysign(std::hypot(g, T(1)), g));
  T s = 1, c = 1, p = 0;
  for (Index i = m - 1; i >= l; i--) {
    const T f = s * e[i];
    const T b = c * e[i];
    const T r = std::hypot(f, g);
    e[i + 1] = r;
    if (r == 0) {
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    const T t = (d[i] - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    if (z != nullptr) rotate_columns(n, c, s, z, ldz, i);
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}

// Rising eigenvalues in d, vectors in the columns of z (null: none), which holds the basis to begin with. e takes n
// numbers. Returns 0, or how many values did not converge.
template <class T>
int solve_tridiagonal(Index n, T* d, T* e, T* z, Index ldz) {
  constexpr int most_sweeps = 50;
  for (Index l = 0; l < n; l++) {
    int sweeps = 0;
    for (Index m = split(n, l, d, e); m != l; m = split(n, l, d, e)) {
      if (sweeps++ == most_sweeps) return static_cast<int>(n - l);
      sweep(n, l, m, d, e, z, ldz);
    }
  }
  std::vector<Index> rank(static_cast<std::size_t>(n));
  std::iota(rank.begin(), rank.end(), Index{0});
  std::stable_sort(rank.begin(), rank.end(), [d](Index i, Index j) { return d[i] < d[j]; });
  const std::vector<T> values(d, d + n);
  for (Index i = 0; i < n; i++) d[i] = values[static_cast<std::size_t>(rank[static_cast<std::size_t>(i)])];
  if (z == nullptr) return 0;
  std::vector<T> unsorted(static_cast<std::size_t>(n) * static_cast<std::size_t>(n));
  for (Index j = 0; j < n; j++) std::copy(z + j * ldz, z + j * ldz + n, unsorted.begin() + j * n);
  for (Index j = 0; j < n; j++) {
    const auto from = unsorted.begin() + rank[static_cast<std::size_t>(j)] * n;
    std::copy(from, from + n, z + j * ldz);
  }
  return 0;
}

}  // namespace emulated
