package org.ntkasymptotics.backend.cuda;

import static jcuda.driver.JCudaDriver.cuCtxSetCurrent;
import static jcuda.driver.JCudaDriver.cuCtxSynchronize;
import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRelease;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRetain;
import static jcuda.driver.JCudaDriver.cuMemGetInfo;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;

/**
 * The primary context of a device with everything that is held in it: compiled kernels, handles of
 * cuBLAS and cuSOLVER, memory. Closing it gives all of that back, also memory that somebody forgot.
 */
final class CudaContext implements AutoCloseable {
  private final CudaDevice device;
  private final CUdevice handle = new CUdevice();
  private final CUcontext context = new CUcontext();
  private final CudaFailures failures;
  private final Set<AutoCloseable> live =
      Collections.synchronizedSet(Collections.newSetFromMap(new java.util.IdentityHashMap<>()));
  private final Deque<Runnable> closings = new ArrayDeque<>();
  private boolean closed;

  /** Retains the primary context. */
  CudaContext(CudaDevice device) {
    this.device = device;
    this.failures = new CudaFailures(device.title());
    failures.run(
        "start",
        () -> {
          cuDeviceGet(handle, device.index());
          cuDevicePrimaryCtxRetain(context, handle);
        });
  }

  /** The device. */
  CudaDevice device() {
    return device;
  }

  /**
   * Runs calls with this context current on the calling thread.
   *
   * @throws org.ntkasymptotics.backend.ComputationException if one of them fails
   */
  void call(String stage, Runnable calls) {
    if (closed) {
      throw new IllegalStateException("back end cuda was closed");
    }
    failures.run(
        stage,
        () -> {
          cuCtxSetCurrent(context);
          calls.run();
        });
  }

  /** Waits for the device; failures of kernels show here. */
  void synchronise(String stage) {
    call(stage, () -> cuCtxSynchronize());
  }

  /** Bytes that can be allocated now. */
  long freeBytes() {
    long[] free = new long[1];
    call("memory", () -> cuMemGetInfo(free, new long[1]));
    return free[0];
  }

  /** Has something given back at close unless it was released before. */
  void adopt(AutoCloseable resource) {
    live.add(resource);
  }

  /** Has calls made at close, the latest first. */
  void atClose(Runnable calls) {
    closings.push(calls);
  }

  /** Gives something back now; on a lost device there is nothing to give back. */
  void release(AutoCloseable resource, Runnable calls) {
    if (live.remove(resource)) {
      failures.release(
          () -> {
            cuCtxSetCurrent(context);
            calls.run();
          });
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    try {
      for (AutoCloseable resource : List.copyOf(new LinkedHashSet<>(live))) {
        close(resource);
      }
      while (!closings.isEmpty()) {
        Runnable calls = closings.pop();
        failures.release(
            () -> {
              cuCtxSetCurrent(context);
              calls.run();
            });
      }
    } finally {
      closed = true;
      failures.release(() -> cuDevicePrimaryCtxRelease(handle));
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("device memory throws only unchecked exceptions", e);
    }
  }
}
