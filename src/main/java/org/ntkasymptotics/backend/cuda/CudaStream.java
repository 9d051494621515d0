package org.ntkasymptotics.backend.cuda;

import static jcuda.driver.JCudaDriver.cuStreamCreate;
import static jcuda.driver.JCudaDriver.cuStreamDestroy;
import static jcuda.driver.JCudaDriver.cuStreamSynchronize;

import jcuda.driver.CUstream;

/** A queue of work on the device. Work of the default stream waits for it, and it for that. */
final class CudaStream implements AutoCloseable {
  private final CudaContext context;
  private final CUstream handle = new CUstream();

  /** Makes an empty one. */
  CudaStream(CudaContext context, String stage) {
    this.context = context;
    context.call(stage, () -> cuStreamCreate(handle, 0));
    context.adopt(this);
  }

  /** For calls of CUDA. */
  CUstream handle() {
    return handle;
  }

  /** Waits until all of its work is done; failures of kernels show here. */
  void synchronise(String stage) {
    context.call(stage, () -> cuStreamSynchronize(handle));
  }

  @Override
  public void close() {
    context.release(this, () -> cuStreamDestroy(handle));
  }
}
