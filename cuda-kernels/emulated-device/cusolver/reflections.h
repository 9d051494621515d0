// Householder reduction of a symmetric matrix to tridiagonal form and the products with its orthogonal factor, in LAPACK's
// storage (sytd2, ormtr): Q = H(n-2)…H(0) for the upper triangle, H(0)…H(n-2) for the lower one.
#pragma once

#include <cmath>

#include "../cublas/blas.h"

namespace emulated {

using blas::Index;

// One reflection 1 - tau v vᵀ of LAPACK's storage: v's entries beside its one, and the rows that v spans.
template <class T>
struct Reflection {
  const T* beside;  // entries of v beside the one, contiguous
  Index count;      // of them
  Index row_of_one;
  Index first_row;  // of `beside`
  T tau;
};

template <class T>
Reflection<T> reflection(bool upper, Index n, const T* a, Index lda, const T* tau, Index i) {
  if (upper) return {a + (i + 1) * lda, i, i, 0, tau[i]};
  return {a + i * lda + i + 2, n - i - 2, i + 1, i + 2, tau[i]};
}

// Makes (alpha, x) a multiple of the unit vector; alpha becomes the multiple, x the entries of v. Returns tau (larfg).
template <class T>
T make_reflection(Index count, T& alpha, T* x) {
  T largest = 0;
  for (Index i = 0; i < count; i++) largest = std::max(largest, std::abs(x[i]));
  if (largest == 0) return 0;
  T squares = 0;
  for (Index i = 0; i < count; i++) squares += x[i] / largest * (x[i] / largest);
  const T beta = -std::copysign(std::hypot(alpha, largest * std::sqrt(squares)), alpha);
  const T tau = (beta - alpha) / beta;
  for (Index i = 0; i < count; i++) x[i] /= alpha - beta;
  alpha = beta;
  return tau;
}

// y = factor S v for a symmetric S of which one triangle is stored.
template <class T>
void symmetric_product(bool upper, Index n, T factor, const T* s, Index lds, const T* v, T* y) {
  std::fill(y, y + n, T(0));
  for (Index j = 0; j < n; j++) {
    const T* const column = s + j * lds;
    const Index begin = upper ? 0 : j + 1;
    const Index end = upper ? j : n;
    y[j] += factor * (column[j] * v[j] + blas::dot(end - begin, column + begin, v + begin));
    blas::add_scaled(end - begin, factor * v[j], column + begin, y + begin);
  }
}

// S := S - v wᵀ - w vᵀ on the stored triangle.
template <class T>
void subtract_products(bool upper, Index n, const T* v, const T* w, T* s, Index lds) {
  for (Index j = 0; j < n; j++) {
    const Index begin = upper ? 0 : j;
    const Index end = upper ? j + 1 : n;
    blas::add_scaled(end - begin, -w[j], v + begin, s + j * lds + begin);
    blas::add_scaled(end - begin, -v[j], w + begin, s + j * lds + begin);
  }
}

// The part S of the matrix that is still full becomes H S H; v holds the reflection with its one in place.
template <class T>
void reflect_both_sides(bool upper, Index n, T tau, const T* v, T* s, Index lds, T* w) {
  symmetric_product(upper, n, tau, s, lds, v, w);
  blas::add_scaled(n, T(-0.5) * tau * blas::dot(n, w, v), v, w);
  subtract_products(upper, n, v, w, s, lds);
}

// d (n), e and tau (n - 1); `work` takes n numbers.
template <class T>
void tridiagonalise(bool upper, Index n, T* a, Index lda, T* d, T* e, T* tau, T* work) {
  const auto entry = [=](Index i, Index j) -> T& { return a[j * lda + i]; };
  for (Index step = 0; step + 1 < n; step++) {
    const Index i = upper ? n - 2 - step : step;
    T& beside_diagonal = upper ? entry(i, i + 1) : entry(i + 1, i);
    const Index left = upper ? i + 1 : n - i - 1;  // order of the part that is still full
    tau[i] = make_reflection(left - 1, beside_diagonal, upper ? &entry(0, i + 1) : &entry(std::min(i + 2, n - 1), i));
    e[i] = beside_diagonal;
    if (tau[i] != 0) {
      beside_diagonal = 1;
      T* const v = upper ? &entry(0, i + 1) : &entry(i + 1, i);
      reflect_both_sides(upper, left, tau[i], v, upper ? a : &entry(i + 1, i + 1), lda, work);
      beside_diagonal = e[i];
    }
  }
  for (Index i = 0; i < n; i++) d[i] = entry(i, i);
}

// C := H C for a column.
template <class T>
void reflect(const Reflection<T>& h, T* column) {
  const T projection = h.tau * (column[h.row_of_one] + blas::dot(h.count, h.beside, column + h.first_row));
  column[h.row_of_one] -= projection;
  blas::add_scaled(h.count, -projection, h.beside, column + h.first_row);
}

// C := C H for the rows of C, with `work` of as many numbers as C has rows.
template <class T>
void reflect_rows(const Reflection<T>& h, Index rows, T* c, Index ldc, T* work) {
  std::copy(c + h.row_of_one * ldc, c + h.row_of_one * ldc + rows, work);
  for (Index k = 0; k < h.count; k++) blas::add_scaled(rows, h.beside[k], c + (h.first_row + k) * ldc, work);
  blas::add_scaled(rows, -h.tau, work, c + h.row_of_one * ldc);
  for (Index k = 0; k < h.count; k++) blas::add_scaled(rows, -h.tau * h.beside[k], work, c + (h.first_row + k) * ldc);
}

// C (rows, columns) := op(Q) C, or C op(Q) from the right.
template <class T>
void multiply_by_q(bool left, bool upper, bool transposed, Index rows, Index columns, const T* a, Index lda, const T* tau,
                   T* c, Index ldc, T* work) {
  const Index n = left ? rows : columns;
  // Upper: Q = H(n-2)…H(0), so that Q C meets H(0) first. Each of the three turns the order round.
  const bool rising = upper == (left == !transposed);
  for (Index step = 0; step + 1 < n; step++) {
    const Index i = rising ? step : n - 2 - step;
    const Reflection<T> h = reflection(upper, n, a, lda, tau, i);
    if (left) {
      for (Index j = 0; j < columns; j++) reflect(h, c + j * ldc);
    } else {
      reflect_rows(h, rows, c, ldc, work);
    }
  }
}

}  // namespace emulated
