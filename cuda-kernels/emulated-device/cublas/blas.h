// The operations themselves: column-major matrices, plain loops, sums in the type of the numbers.
#pragma once

#include <cstddef>

namespace emulated::blas {

using Index = std::ptrdiff_t;

// A column-major matrix seen as it is or transposed.
template <class T>
struct Matrix {
  const T* start;
  Index leading;
  bool transposed;

  T operator()(Index i, Index j) const { return transposed ? start[i * leading + j] : start[j * leading + i]; }
};

template <class T>
T dot(Index n, const T* x, const T* y) {
  constexpr int lanes = 8;
  T sums[lanes] = {};
  Index i = 0;
  for (; i + lanes <= n; i += lanes) {
    for (int l = 0; l < lanes; l++) sums[l] += x[i + l] * y[i + l];
  }
  T sum = 0;
  for (; i < n; i++) sum += x[i] * y[i];
  for (int l = 0; l < lanes; l++) sum += sums[l];
  return sum;
}

template <class T>
void add_scaled(Index n, T factor, const T* __restrict__ x, T* __restrict__ y) {
  for (Index i = 0; i < n; i++) y[i] += factor * x[i];
}

// A factor of zero sets: what was there, NaN too, does not count.
template <class T>
void scale(Index n, T factor, T* x, Index step) {
  for (Index i = 0; i < n; i++) x[i * step] = factor == 0 ? T(0) : factor * x[i * step];
}

// c := alpha op(a) op(b) + c on a column c of m entries, over k terms.
template <class T>
void add_product_column(Index m, Index k, T alpha, const Matrix<T>& a, const Matrix<T>& b, Index column, T* c) {
  if (!a.transposed) {
    for (Index l = 0; l < k; l++) add_scaled(m, alpha * b(l, column), a.start + l * a.leading, c);
    return;
  }
  for (Index i = 0; i < m; i++) {
    const T* const row = a.start + i * a.leading;
    T sum = 0;
    if (!b.transposed) {
      sum = dot(k, row, b.start + column * b.leading);
    } else {
      for (Index l = 0; l < k; l++) sum += row[l] * b(l, column);
    }
    c[i] += alpha * sum;
  }
}

}  // namespace emulated::blas
