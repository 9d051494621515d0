// libcusolver.so.11: the entries in use, with cuSOLVER's conventions, workspace queries and checks of arguments.
#include <algorithm>
#include <cstdint>
#include <cstring>

#include "../driver/library_handle.h"
#include "symmetric_eigen.h"

using namespace emulated;

namespace {

enum Status : int {
  success = 0,
  not_initialized = 1,
  alloc_failed = 2,
  invalid_value = 3,
  execution_failed = 6,
  internal_error = 7,
};

enum Side : int { left = 0, right = 1 };
enum Fill : int { lower = 0, upper = 1 };
enum Operation : int { none = 0, transposed = 1, conjugate_transposed = 2 };
enum EigenMode : int { values_only = 0, with_vectors = 1 };
enum DataType : int { real_32 = 0, real_64 = 1 };

// Orders from which CUDA 12's Xsyevd has been seen to fail.
constexpr std::int64_t most_in_double = 26700;
constexpr std::int64_t most_in_single = 23100;

LibraryHandles& handles() {
  static LibraryHandles* const all = new LibraryHandles;
  return *all;
}

LibraryHandles& parameters() {
  static LibraryHandles* const all = new LibraryHandles;
  return *all;
}

template <class Body>
int with_handle(void* handle, Body body) {
  const std::lock_guard<std::recursive_mutex> guard(client::lock());
  LibraryHandle* const h = handles().find(handle);
  return h == nullptr ? not_initialized : body(*h);
}

int make(LibraryHandles& all, void** handle) {
  const std::lock_guard<std::recursive_mutex> guard(client::lock());
  if (handle == nullptr) return invalid_value;
  return all.make(handle, 0) == HandleState::made ? success : not_initialized;
}

int destroy(LibraryHandles& all, void* handle) {
  const std::lock_guard<std::recursive_mutex> guard(client::lock());
  return all.destroy(handle) ? success : not_initialized;
}

template <class T>
bool on_device(const T* start, std::int64_t count) {
  return count <= 0 || client::on_device(start, static_cast<std::size_t>(count) * sizeof(T));
}

template <class T>
bool matrix_on_device(const T* a, std::int64_t rows, std::int64_t columns, std::int64_t leading) {
  return rows == 0 || columns == 0 || on_device(a, (columns - 1) * leading + rows);
}

// Nobody may rely on what is left in a workspace.
void spoil(void* workspace, std::size_t bytes) { std::memset(workspace, 0xff, bytes); }

int run(const LibraryHandle& h, const std::function<int()>& work) {
  if (client::due(Fault::solver)) return client::settings().solver_status;
  return client::submit(h.stream, work) == CUDA_SUCCESS ? success : execution_failed;
}

int stray(const char* routine) {
  client::report((std::string(routine) + ": an argument does not lie in device memory as a whole").c_str());
  return execution_failed;
}

// The largest value is off by as much as the settings say, nothing as a rule.
template <class T>
void disturb(std::int64_t n, T* values) {
  if (n > 0) values[n - 1] += static_cast<T>(client::settings().solver_error) * std::abs(values[n - 1]);
}

bool is_fill(int fill) { return fill == lower || fill == upper; }

// Numbers of workspace: multiples that differ from routine to routine, so that one is not taken for the other.
std::int64_t sytrd_numbers(std::int64_t n) { return 32 * n + 64; }
std::int64_t ormtr_numbers(std::int64_t n) { return 33 * n + 128; }

struct SyevdSpace {
  std::size_t device, host;
};
SyevdSpace syevd_bytes(std::int64_t n, std::size_t number) {
  const std::size_t order = static_cast<std::size_t>(n);
  return {(2 * order * order + 64 * order + 1024) * number, (6 * order + 256) * number};
}

bool syevd_possible(std::int64_t n, int type) {
  return client::settings().cuda_version > 12 || n <= (type == real_64 ? most_in_double : most_in_single);
}

int syevd_check(const void* parameters_handle, int mode, int fill, std::int64_t n, int a_type, std::int64_t lda,
                int w_type, int compute_type) {
  if (parameters().find(parameters_handle) == nullptr) return invalid_value;
  if (mode != values_only && mode != with_vectors) return invalid_value;
  if (!is_fill(fill) || n < 0 || lda < std::max<std::int64_t>(1, n)) return invalid_value;
  if (a_type != real_32 && a_type != real_64) return invalid_value;
  if (w_type != a_type || compute_type != a_type) return invalid_value;
  return syevd_possible(n, a_type) ? success : invalid_value;
}

template <class T>
int solve(LibraryHandle& h, bool vectors, bool is_upper, std::int64_t n, void* a, std::int64_t lda, void* w,
          void* device_work, void* host_work, int* info) {
  const SyevdSpace space = syevd_bytes(n, sizeof(T));
  if (!matrix_on_device(static_cast<T*>(a), n, n, lda) || !on_device(static_cast<T*>(w), n) || !on_device(info, 1) ||
      !on_device(static_cast<char*>(device_work), static_cast<std::int64_t>(space.device))) {
    return stray("syevd");
  }
  return run(h, [=] {
    spoil(device_work, space.device);
    if (host_work != nullptr) spoil(host_work, space.host);
    *info = solve_symmetric(vectors, is_upper, n, static_cast<T*>(a), lda, static_cast<T*>(w));
    if (client::settings().solver_info != 0) *info = client::settings().solver_info;
    disturb(n, static_cast<T*>(w));
    return CUDA_SUCCESS;
  });
}

// The older entries count workspace in numbers, as an int, and take care of the host's workspace themselves.
template <class T>
constexpr int type_of = sizeof(T) == sizeof(double) ? real_64 : real_32;

template <class T>
std::int64_t syevd_numbers(std::int64_t n) {
  return static_cast<std::int64_t>(syevd_bytes(n, sizeof(T)).device / sizeof(T));
}

template <class T>
bool syevd_fits(int mode, int fill, int n, int lda) {
  return (mode == values_only || mode == with_vectors) && is_fill(fill) && n >= 0 && lda >= std::max(1, n) &&
         syevd_possible(n, type_of<T>) && syevd_numbers<T>(n) <= std::numeric_limits<int>::max();
}

template <class T>
int syevd_size(void* handle, int mode, int fill, int n, int lda, int* numbers) {
  return with_handle(handle, [=](LibraryHandle&) -> int {
    if (!syevd_fits<T>(mode, fill, n, lda) || numbers == nullptr) return invalid_value;
    *numbers = static_cast<int>(syevd_numbers<T>(n));
    return success;
  });
}

template <class T>
int syevd(void* handle, int mode, int fill, int n, T* a, int lda, T* w, T* work, int work_numbers, int* info) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    if (!syevd_fits<T>(mode, fill, n, lda) || work_numbers < syevd_numbers<T>(n)) return invalid_value;
    return solve<T>(h, mode == with_vectors, fill == upper, n, a, lda, w, work, nullptr, info);
  });
}

template <class T>
int sytrd(void* handle, int fill, int n, T* a, int lda, T* d, T* e, T* tau, T* work, int work_numbers, int* info) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    if (!is_fill(fill) || n < 0 || lda < std::max(1, n) || work_numbers < sytrd_numbers(n)) return invalid_value;
    if (!matrix_on_device(a, n, n, lda) || !on_device(d, n) || !on_device(e, n - 1) || !on_device(tau, n - 1) ||
        !on_device(work, work_numbers) || !on_device(info, 1)) {
      return stray("sytrd");
    }
    return run(h, [=] {
      spoil(work, static_cast<std::size_t>(work_numbers) * sizeof(T));
      tridiagonalise(fill == upper, Index{n}, a, Index{lda}, d, e, tau, work);
      spoil(work, static_cast<std::size_t>(work_numbers) * sizeof(T));
      *info = client::settings().solver_info;
      disturb(n, d);
      return CUDA_SUCCESS;
    });
  });
}

int sytrd_size(void* handle, int fill, int n, int lda, int* numbers) {
  return with_handle(handle, [=](LibraryHandle&) -> int {
    if (!is_fill(fill) || n < 0 || lda < std::max(1, n) || numbers == nullptr) return invalid_value;
    *numbers = static_cast<int>(sytrd_numbers(n));
    return success;
  });
}

bool ormtr_possible(int side, int fill, int operation, int m, int n, int lda, int ldc) {
  const int order = side == left ? m : n;
  return (side == left || side == right) && is_fill(fill) && operation >= none && operation <= conjugate_transposed &&
         m >= 0 && n >= 0 && lda >= std::max(1, order) && ldc >= std::max(1, m);
}

template <class T>
int ormtr(void* handle, int side, int fill, int operation, int m, int n, T* a, int lda, T* tau, T* c, int ldc, T* work,
          int work_numbers, int* info) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    if (!ormtr_possible(side, fill, operation, m, n, lda, ldc)) return invalid_value;
    const int order = side == left ? m : n;
    const int other = side == left ? n : m;
    if (work_numbers < ormtr_numbers(other)) return invalid_value;
    if (!matrix_on_device(a, order, order, lda) || !on_device(tau, order - 1) || !matrix_on_device(c, m, n, ldc) ||
        !on_device(work, work_numbers) || !on_device(info, 1)) {
      return stray("ormtr");
    }
    return run(h, [=] {
      multiply_by_q(side == left, fill == upper, operation != none, Index{m}, Index{n}, a, Index{lda}, tau, c, Index{ldc},
                    work);
      spoil(work, static_cast<std::size_t>(work_numbers) * sizeof(T));
      *info = client::settings().solver_info;
      return CUDA_SUCCESS;
    });
  });
}

int ormtr_size(void* handle, int side, int fill, int operation, int m, int n, int lda, int ldc, int* numbers) {
  return with_handle(handle, [=](LibraryHandle&) -> int {
    if (!ormtr_possible(side, fill, operation, m, n, lda, ldc) || numbers == nullptr) return invalid_value;
    *numbers = static_cast<int>(ormtr_numbers(side == left ? n : m));
    return success;
  });
}

}  // namespace

EMULATED_ENTRY cusolverGetVersion(int* version) {
  const std::lock_guard<std::recursive_mutex> guard(client::lock());
  if (version == nullptr) return invalid_value;
  *version = client::settings().cuda_version == 12 ? 11701 : 12004;
  return success;
}

EMULATED_ENTRY cusolverDnCreate(void** handle) { return make(handles(), handle); }
EMULATED_ENTRY cusolverDnDestroy(void* handle) { return destroy(handles(), handle); }
EMULATED_ENTRY cusolverDnCreateParams(void** made) { return make(parameters(), made); }
EMULATED_ENTRY cusolverDnDestroyParams(void* made) { return destroy(parameters(), made); }

EMULATED_ENTRY cusolverDnSetStream(void* handle, void* stream) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    h.stream = stream;
    return success;
  });
}

EMULATED_ENTRY cusolverDnGetStream(void* handle, void** stream) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    *stream = const_cast<void*>(h.stream);
    return success;
  });
}

// Queries do not touch the arrays, which may be null.
EMULATED_ENTRY cusolverDnXsyevd_bufferSize(void* handle, void* params, int mode, int fill, std::int64_t n, int a_type,
                                           const void*, std::int64_t lda, int w_type, const void*, int compute_type,
                                           std::size_t* device_bytes, std::size_t* host_bytes) {
  return with_handle(handle, [=](LibraryHandle&) -> int {
    const int checked = syevd_check(params, mode, fill, n, a_type, lda, w_type, compute_type);
    if (checked != success) return checked;
    if (device_bytes == nullptr || host_bytes == nullptr) return invalid_value;
    const SyevdSpace space = syevd_bytes(n, a_type == real_64 ? sizeof(double) : sizeof(float));
    *device_bytes = space.device;
    *host_bytes = space.host;
    return success;
  });
}

EMULATED_ENTRY cusolverDnXsyevd(void* handle, void* params, int mode, int fill, std::int64_t n, int a_type, void* a,
                                std::int64_t lda, int w_type, void* w, int compute_type, void* device_work,
                                std::size_t device_bytes, void* host_work, std::size_t host_bytes, int* info) {
  return with_handle(handle, [=](LibraryHandle& h) -> int {
    const int checked = syevd_check(params, mode, fill, n, a_type, lda, w_type, compute_type);
    if (checked != success) return checked;
    const SyevdSpace space = syevd_bytes(n, a_type == real_64 ? sizeof(double) : sizeof(float));
    if (device_bytes < space.device || host_bytes < space.host || host_work == nullptr) return invalid_value;
    const auto solve_in_type = a_type == real_64 ? solve<double> : solve<float>;
    return solve_in_type(h, mode == with_vectors, fill == upper, n, a, lda, w, device_work, host_work, info);
  });
}

#define EMULATED_SOLVER(P, T)                                                                                            \
  EMULATED_ENTRY cusolverDn##P##syevd_bufferSize(void* handle, int mode, int fill, int n, const T*, int lda, const T*,   \
                                                 int* numbers) {                                                         \
    return syevd_size<T>(handle, mode, fill, n, lda, numbers);                                                           \
  }                                                                                                                      \
  EMULATED_ENTRY cusolverDn##P##syevd(void* handle, int mode, int fill, int n, T* a, int lda, T* w, T* work,             \
                                      int work_numbers, int* info) {                                                     \
    return syevd(handle, mode, fill, n, a, lda, w, work, work_numbers, info);                                            \
  }                                                                                                                      \
  EMULATED_ENTRY cusolverDn##P##sytrd_bufferSize(void* handle, int fill, int n, const T*, int lda, const T*, const T*,   \
                                                 const T*, int* numbers) {                                               \
    return sytrd_size(handle, fill, n, lda, numbers);                                                                    \
  }                                                                                                                      \
  EMULATED_ENTRY cusolverDn##P##sytrd(void* handle, int fill, int n, T* a, int lda, T* d, T* e, T* tau, T* work,         \
                                      int work_numbers, int* info) {                                                     \
    return sytrd(handle, fill, n, a, lda, d, e, tau, work, work_numbers, info);                                          \
  }                                                                                                                      \
  EMULATED_ENTRY cusolverDn##P##ormtr_bufferSize(void* handle, int side, int fill, int operation, int m, int n,          \
                                                 const T*, int lda, const T*, const T*, int ldc, int* numbers) {         \
    return ormtr_size(handle, side, fill, operation, m, n, lda, ldc, numbers);                                           \
  }                                                                                                                      \
  EMULATED_ENTRY cusolverDn##P##ormtr(void* handle, int side, int fill, int operation, int m, int n, T* a, int lda,      \
                                      T* tau, T* c, int ldc, T* work, int work_numbers, int* info) {                     \
    return ormtr(handle, side, fill, operation, m, n, a, lda, tau, c, ldc, work, work_numbers, info);                    \
  }
EMULATED_SOLVER(D, double)
EMULATED_SOLVER(S, float)
