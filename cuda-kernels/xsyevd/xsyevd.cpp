// cuSOLVER's 64-bit eigensolver for Java: the native half of Xsyevd.java.
//
// JCuda 12.6.0 takes the arrays for the two workspace sizes of cusolverDnXsyevd_bufferSize for pointers, writes where they
// do not point, and so ends the JVM; nor can it pass host memory on. Nothing is linked here: the functions are looked up in
// the libraries that the process has loaded, by the names of CUDA 12, which forwarders answer to on CUDA 13.
#include <dlfcn.h>
#include <jni.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "../old_glibc.h"

namespace {

constexpr int NOT_FOUND = -1;
constexpr int NO_HOST_MEMORY = -2;

constexpr int WITH_VECTORS = 1;  // CUSOLVER_EIG_MODE_VECTOR
constexpr int UPPER = 1;         // CUBLAS_FILL_MODE_UPPER
constexpr int REAL_32 = 0;       // CUDA_R_32F
constexpr int REAL_64 = 1;       // CUDA_R_64F

using CreateParams = int (*)(void** params);
using DestroyParams = int (*)(void* params);
using BufferSize = int (*)(void* handle, void* params, int mode, int fill, std::int64_t n, int type_of_a, const void* a,
                           std::int64_t lda, int type_of_w, const void* w, int compute_type, std::size_t* device_bytes,
                           std::size_t* host_bytes);
using Solve = int (*)(void* handle, void* params, int mode, int fill, std::int64_t n, int type_of_a, void* a,
                      std::int64_t lda, int type_of_w, void* w, int compute_type, void* device_work,
                      std::size_t device_bytes, void* host_work, std::size_t host_bytes, int* info);
using Synchronize = int (*)();

// A function of a library that is loaded already; null without it.
template <class Function>
Function loaded(const char* library, const char* name) {
  void* const handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD);
  return handle == nullptr ? nullptr : reinterpret_cast<Function>(dlsym(handle, name));
}

struct Functions {
  CreateParams create = loaded<CreateParams>("libcusolver.so.11", "cusolverDnCreateParams");
  DestroyParams destroy = loaded<DestroyParams>("libcusolver.so.11", "cusolverDnDestroyParams");
  BufferSize buffer_size = loaded<BufferSize>("libcusolver.so.11", "cusolverDnXsyevd_bufferSize");
  Solve solve = loaded<Solve>("libcusolver.so.11", "cusolverDnXsyevd");
  Synchronize synchronize = loaded<Synchronize>("libcuda.so.1", "cuCtxSynchronize");

  bool complete() const {
    return create != nullptr && destroy != nullptr && buffer_size != nullptr && solve != nullptr && synchronize != nullptr;
  }
};

// Runs body(functions, params) with parameters of cuSOLVER's own; returns its status.
template <class Body>
int with_params(Body body) {
  const Functions functions;
  if (!functions.complete()) return NOT_FOUND;
  void* params = nullptr;
  const int made = functions.create(&params);
  if (made != 0) return made;
  const int status = body(functions, params);
  functions.destroy(params);
  return status;
}

void* address(jlong value) { return reinterpret_cast<void*>(static_cast<std::uintptr_t>(value)); }

}  // namespace

extern "C" JNIEXPORT jboolean JNICALL Java_org_ntkasymptotics_backend_cuda_Xsyevd_isComplete(JNIEnv*, jclass) {
  return Functions().complete() ? JNI_TRUE : JNI_FALSE;
}

extern "C" JNIEXPORT jint JNICALL Java_org_ntkasymptotics_backend_cuda_Xsyevd_bufferSize(
    JNIEnv* env, jclass, jlong handle, jboolean single, jlong n, jlongArray bytes) {
  const int type = single ? REAL_32 : REAL_64;
  std::size_t device = 0;
  std::size_t host = 0;
  const int status = with_params([&](const Functions& functions, void* params) {
    return functions.buffer_size(address(handle), params, WITH_VECTORS, UPPER, n, type, nullptr, n, type, nullptr, type,
                                 &device, &host);
  });
  const jlong found[] = {static_cast<jlong>(device), static_cast<jlong>(host)};
  env->SetLongArrayRegion(bytes, 0, 2, found);
  return status;
}

// The host's workspace is in use until the device is done.
extern "C" JNIEXPORT jint JNICALL Java_org_ntkasymptotics_backend_cuda_Xsyevd_solve(
    JNIEnv*, jclass, jlong handle, jboolean single, jlong n, jlong a, jlong w, jlong device_work, jlong device_bytes,
    jlong host_bytes, jlong info) {
  const int type = single ? REAL_32 : REAL_64;
  void* const host_work = std::malloc(static_cast<std::size_t>(host_bytes > 0 ? host_bytes : 1));
  if (host_work == nullptr) return NO_HOST_MEMORY;
  const int status = with_params([&](const Functions& functions, void* params) {
    const int started = functions.solve(address(handle), params, WITH_VECTORS, UPPER, n, type, address(a), n, type,
                                        address(w), type, address(device_work), static_cast<std::size_t>(device_bytes),
                                        host_work, static_cast<std::size_t>(host_bytes),
                                        static_cast<int*>(address(info)));
    functions.synchronize();
    return started;
  });
  std::free(host_work);
  return status;
}
