// libcublas.so.12: the entries in use, with cuBLAS's conventions and checks of arguments.
#include <algorithm>

#include "../driver/library_handle.h"
#include "blas.h"

using namespace emulated;
using blas::Index;

namespace {

enum Status : int {
  success = 0,
  not_initialized = 1,
  alloc_failed = 3,
  invalid_value = 7,
  execution_failed = 13,
};

constexpr std::size_t workspace_bytes = 4 << 20;  // as cuBLAS keeps some for itself

LibraryHandles& handles() {
  static LibraryHandles* const all = new LibraryHandles;
  return *all;
}

// Looks up the handle under the driver's lock.
template <class Body>
int with_handle(void* handle, Body body) {
  const std::lock_guard<std::recursive_mutex> guard(client::lock());
  LibraryHandle* const h = handles().find(handle);
  return h == nullptr ? not_initialized : body(*h);
}

bool is_operation(int operation) { return operation >= 0 && operation <= 2; }
bool is_fill(int fill) { return fill == 0 || fill == 1; }

// All that a vector or matrix reaches must be device memory.
template <class T>
bool vector_on_device(const T* x, Index n, Index step) {
  return n == 0 || client::on_device(x, static_cast<std::size_t>((n - 1) * std::abs(step) + 1) * sizeof(T));
}
template <class T>
bool matrix_on_device(const T* a, Index rows, Index columns, Index leading) {
  return rows == 0 || columns == 0 ||
         client::on_device(a, static_cast<std::size_t>((columns - 1) * leading + rows) * sizeof(T));
}

template <class T>
bool read_scalar(const LibraryHandle& h, const T* from, T& value) {
  if (from == nullptr || (h.pointer_mode == 1 && !client::on_device(from, sizeof(T)))) return false;
  value = *from;
  return true;
}

// Does the work unless the settings say that it fails now.
int run(const LibraryHandle& h, const std::function<int()>& work) {
  if (client::due(Fault::blas)) return client::settings().blas_status;
  return client::submit(h.stream, work) == CUDA_SUCCESS ? success : execution_failed;
}

int stray(const char* routine) {
  client::report((std::string(routine) + ": an argument does not lie in device memory as a whole").c_str());
  return execution_failed;
}

// A step may be negative: the vector then begins at its far end.
template <class T>
T* first(T* x, Index n, Index step) {
  return step < 0 ? x - (n - 1) * step : x;
}

template <class T>
int scal(void* handle, Index n, const T* alpha, T* x, Index step) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    T factor;
    if (!read_scalar(h, alpha, factor)) return invalid_value;
    if (n <= 0 || step <= 0) return success;
    if (!vector_on_device(x, n, step)) return stray("scal");
    return run(h, [=] {
      for (Index i = 0; i < n; i++) x[i * step] *= factor;
      return CUDA_SUCCESS;
    });
  });
}

template <class T>
int gemv(void* handle, int operation, Index m, Index n, const T* alpha, const T* a, Index lda, const T* x, Index x_step,
         const T* beta, T* y, Index y_step) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    T factor, keep;
    if (!is_operation(operation) || m < 0 || n < 0 || lda < std::max<Index>(1, m) || x_step == 0 || y_step == 0 ||
        !read_scalar(h, alpha, factor) || !read_scalar(h, beta, keep)) {
      return invalid_value;
    }
    const Index rows = operation == 0 ? m : n;
    const Index terms = operation == 0 ? n : m;
    if (m == 0 || n == 0) return success;
    if (!matrix_on_device(a, m, n, lda) || !vector_on_device(x, terms, x_step) || !vector_on_device(y, rows, y_step)) {
      return stray("gemv");
    }
    return run(h, [=] {
      const blas::Matrix<T> matrix{a, lda, operation != 0};
      const T* const from = first(x, terms, x_step);
      T* const to = first(y, rows, y_step);
      for (Index i = 0; i < rows; i++) {
        T sum = 0;
        for (Index j = 0; j < terms; j++) sum += matrix(i, j) * from[j * x_step];
        to[i * y_step] = factor * sum + (keep == 0 ? T(0) : keep * to[i * y_step]);
      }
      return CUDA_SUCCESS;
    });
  });
}

// Products of `count` triples of matrices, each so many numbers behind the one before.
struct Batch {
  Index count;
  Index a_step;
  Index b_step;
  Index c_step;
};

template <class T>
int gemm(void* handle, int a_operation, int b_operation, Index m, Index n, Index k, const T* alpha, const T* a, Index lda,
         const T* b, Index ldb, const T* beta, T* c, Index ldc, Batch batch = {1, 0, 0, 0}) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    const Index a_rows = a_operation == 0 ? m : k;
    const Index b_rows = b_operation == 0 ? k : n;
    T factor, keep;
    if (!is_operation(a_operation) || !is_operation(b_operation) || m < 0 || n < 0 || k < 0 || batch.count < 0 ||
        lda < std::max<Index>(1, a_rows) || ldb < std::max<Index>(1, b_rows) || ldc < std::max<Index>(1, m) ||
        !read_scalar(h, alpha, factor) || !read_scalar(h, beta, keep)) {
      return invalid_value;
    }
    for (Index t = 0; t < batch.count; t++) {
      if (!matrix_on_device(a + t * batch.a_step, a_rows, a_operation == 0 ? k : m, lda) ||
          !matrix_on_device(b + t * batch.b_step, b_rows, b_operation == 0 ? n : k, ldb) ||
          !matrix_on_device(c + t * batch.c_step, m, n, ldc)) {
        return stray("gemm");
      }
    }
    return run(h, [=] {
      for (Index t = 0; t < batch.count; t++) {
        const blas::Matrix<T> left{a + t * batch.a_step, lda, a_operation != 0};
        const blas::Matrix<T> right{b + t * batch.b_step, ldb, b_operation != 0};
        T* const into = c + t * batch.c_step;
        for (Index j = 0; j < n; j++) {
          blas::scale(m, keep, into + j * ldc, Index{1});
          blas::add_product_column(m, k, factor, left, right, j, into + j * ldc);
        }
      }
      return CUDA_SUCCESS;
    });
  });
}

// Only the triangle named by `fill` is written (0 lower, 1 upper).
template <class T>
int syrk(void* handle, int fill, int operation, Index n, Index k, const T* alpha, const T* a, Index lda, const T* beta,
         T* c, Index ldc) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    const Index a_rows = operation == 0 ? n : k;
    T factor, keep;
    if (!is_fill(fill) || !is_operation(operation) || n < 0 || k < 0 || lda < std::max<Index>(1, a_rows) ||
        ldc < std::max<Index>(1, n) || !read_scalar(h, alpha, factor) || !read_scalar(h, beta, keep)) {
      return invalid_value;
    }
    if (!matrix_on_device(a, a_rows, operation == 0 ? k : n, lda) || !matrix_on_device(c, n, n, ldc)) return stray("syrk");
    return run(h, [=] {
      const blas::Matrix<T> right{a, lda, operation == 0};
      for (Index j = 0; j < n; j++) {
        const Index begin = fill == 1 ? 0 : j;
        const Index end = fill == 1 ? j + 1 : n;
        const blas::Matrix<T> left{operation == 0 ? a + begin : a + begin * lda, lda, operation != 0};
        blas::scale(end - begin, keep, c + j * ldc + begin, Index{1});
        blas::add_product_column(end - begin, k, factor, left, right, j, c + j * ldc + begin);
      }
      return CUDA_SUCCESS;
    });
  });
}

}  // namespace

EMULATED_ENTRY cublasCreate_v2(void** handle) {
  const std::lock_guard<std::recursive_mutex> guard(client::lock());
  if (handle == nullptr) return invalid_value;
  switch (handles().make(handle, workspace_bytes)) {
    case HandleState::made: return success;
    case HandleState::no_context: return not_initialized;
    default: return alloc_failed;
  }
}

EMULATED_ENTRY cublasDestroy_v2(void* handle) {
  const std::lock_guard<std::recursive_mutex> guard(client::lock());
  return handles().destroy(handle) ? success : not_initialized;
}

EMULATED_ENTRY cublasGetVersion_v2(void*, int* version) {
  const std::lock_guard<std::recursive_mutex> guard(client::lock());
  *version = client::settings().cuda_version == 12 ? 120604 : 130000;
  return success;
}

EMULATED_ENTRY cublasSetStream_v2(void* handle, void* stream) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    h.stream = stream;
    return success;
  });
}

EMULATED_ENTRY cublasGetStream_v2(void* handle, void** stream) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    *stream = const_cast<void*>(h.stream);
    return success;
  });
}

EMULATED_ENTRY cublasSetPointerMode_v2(void* handle, int mode) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    if (mode != 0 && mode != 1) return invalid_value;
    h.pointer_mode = mode;
    return success;
  });
}

EMULATED_ENTRY cublasGetPointerMode_v2(void* handle, int* mode) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    *mode = h.pointer_mode;
    return success;
  });
}

// Noted only: sums are those of the numbers' own type in every mode.
EMULATED_ENTRY cublasSetMathMode(void* handle, int mode) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    h.math_mode = mode;
    return success;
  });
}

EMULATED_ENTRY cublasGetMathMode(void* handle, int* mode) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    *mode = h.math_mode;
    return success;
  });
}

#define EMULATED_BLAS(P, T)                                                                                             \
  EMULATED_ENTRY cublas##P##scal_v2(void* handle, int n, const T* alpha, T* x, int x_step) {                            \
    return scal(handle, n, alpha, x, x_step);                                                                           \
  }                                                                                                                     \
  EMULATED_ENTRY cublas##P##gemv_v2(void* handle, int operation, int m, int n, const T* alpha, const T* a, int lda,     \
                                    const T* x, int x_step, const T* beta, T* y, int y_step) {                          \
    return gemv<T>(handle, operation, m, n, alpha, a, lda, x, x_step, beta, y, y_step);                                 \
  }                                                                                                                     \
  EMULATED_ENTRY cublas##P##gemm_v2(void* handle, int a_operation, int b_operation, int m, int n, int k,                \
                                    const T* alpha, const T* a, int lda, const T* b, int ldb, const T* beta, T* c,      \
                                    int ldc) {                                                                          \
    return gemm<T>(handle, a_operation, b_operation, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);                     \
  }                                                                                                                     \
  EMULATED_ENTRY cublas##P##gemmStridedBatched(                                                                         \
      void* handle, int a_operation, int b_operation, int m, int n, int k, const T* alpha, const T* a, int lda,         \
      long long a_step, const T* b, int ldb, long long b_step, const T* beta, T* c, int ldc, long long c_step,          \
      int count) {                                                                                                      \
    const Batch batch{count, a_step, b_step, c_step};                                                                   \
    return gemm<T>(handle, a_operation, b_operation, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, batch);              \
  }                                                                                                                     \
  EMULATED_ENTRY cublas##P##syrk_v2(void* handle, int fill, int operation, int n, int k, const T* alpha, const T* a,    \
                                    int lda, const T* beta, T* c, int ldc) {                                            \
    return syrk<T>(handle, fill, operation, n, k, alpha, a, lda, beta, c, ldc);                                         \
  }
EMULATED_BLAS(D, double)
EMULATED_BLAS(S, float)
