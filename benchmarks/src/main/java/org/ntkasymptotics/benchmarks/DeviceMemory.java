package org.ntkasymptotics.benchmarks;

import static jcuda.driver.JCudaDriver.cuCtxSetCurrent;
import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRelease;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRetain;
import static jcuda.driver.JCudaDriver.cuMemGetInfo;

import java.util.concurrent.locks.LockSupport;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;

/**
 * How much less of the first device's memory is free at most during some work, by asking again and
 * again on a thread of its own: what is held for less than a fraction of a millisecond escapes.
 */
final class DeviceMemory {
  private static final long PAUSE_NANOS = 100_000;

  private final CUdevice device = new CUdevice();
  private volatile boolean done;
  private long least = Long.MAX_VALUE;

  private DeviceMemory() {}

  /** Bytes. */
  static long rise(Runnable work) {
    DeviceMemory memory = new DeviceMemory();
    Thread watch = new Thread(memory::watch, "device memory");
    watch.setDaemon(true);
    long before = memory.onDevice(DeviceMemory::free);
    watch.start();
    work.run();
    memory.done = true;
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Math.max(0, before - memory.least);
  }

  private void watch() {
    onDevice(
        () -> {
          while (!done) {
            least = Math.min(least, free());
            LockSupport.parkNanos(PAUSE_NANOS);
          }
          return least;
        });
  }

  private interface Asked {
    long bytes();
  }

  private long onDevice(Asked asked) {
    CUcontext context = new CUcontext();
    cuDeviceGet(device, 0);
    cuDevicePrimaryCtxRetain(context, device);
    cuCtxSetCurrent(context);
    try {
      return asked.bytes();
    } finally {
      cuDevicePrimaryCtxRelease(device);
    }
  }

  private static long free() {
    long[] free = new long[1];
    cuMemGetInfo(free, new long[1]);
    return free[0];
  }
}
