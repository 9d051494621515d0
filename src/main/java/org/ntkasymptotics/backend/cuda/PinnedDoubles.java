package org.ntkasymptotics.backend.cuda;

import static jcuda.driver.CUevent_flags.CU_EVENT_BLOCKING_SYNC;
import static jcuda.driver.CUevent_flags.CU_EVENT_DISABLE_TIMING;
import static jcuda.driver.JCudaDriver.cuEventCreate;
import static jcuda.driver.JCudaDriver.cuEventDestroy;
import static jcuda.driver.JCudaDriver.cuEventRecord;
import static jcuda.driver.JCudaDriver.cuEventSynchronize;
import static jcuda.driver.JCudaDriver.cuMemAllocHost;
import static jcuda.driver.JCudaDriver.cuMemFreeHost;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoHAsync;

import java.nio.ByteOrder;
import java.util.function.Supplier;
import jcuda.Pointer;
import jcuda.driver.CUevent;

/** Numbers on their way from the device to the host, which goes on meanwhile. */
final class PinnedDoubles implements AutoCloseable {
  private final CudaContext context;
  private final String stage;
  private final CudaStream stream;
  private final int count;
  private final Pointer memory = new Pointer();
  private final CUevent arrived = new CUevent();
  private Reading outstanding;

  /** For so many numbers that work of that stream computes. */
  PinnedDoubles(CudaContext context, String stage, CudaStream stream, int count) {
    this.context = context;
    this.stage = stage;
    this.stream = stream;
    this.count = count;
    context.call(
        stage, () -> cuEventCreate(arrived, CU_EVENT_BLOCKING_SYNC | CU_EVENT_DISABLE_TIMING));
    try {
      context.call(stage, () -> cuMemAllocHost(memory, bytes()));
    } catch (RuntimeException | Error e) {
      context.call(stage, () -> cuEventDestroy(arrived));
      throw e;
    }
    context.adopt(this);
  }

  private long bytes() {
    return (long) count * Double.BYTES;
  }

  private final class Reading implements Supplier<double[]> {
    private final double[] values = new double[count];
    private boolean known;

    @Override
    public double[] get() {
      if (!known) {
        context.call(stage, () -> cuEventSynchronize(arrived));
        memory
            .getByteBuffer(0, bytes())
            .order(ByteOrder.nativeOrder())
            .asDoubleBuffer()
            .get(values);
        known = true;
      }
      return values;
    }
  }

  /**
   * Has the first numbers of an array copied after all work of the stream so far.
   *
   * @return gives the numbers, and waits for them
   */
  Supplier<double[]> fetch(DeviceArray numbers) {
    if (outstanding != null) {
      outstanding.get();
    }
    context.call(
        stage,
        () -> {
          cuMemcpyDtoHAsync(memory, numbers.pointer(), bytes(), stream.handle());
          cuEventRecord(arrived, stream.handle());
        });
    outstanding = new Reading();
    return outstanding;
  }

  @Override
  public void close() {
    context.release(
        this,
        () -> {
          cuMemFreeHost(memory);
          cuEventDestroy(arrived);
        });
  }
}
