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
import java.util.function.DoubleSupplier;
import jcuda.Pointer;
import jcuda.driver.CUevent;

/** A number on its way from the device to the host, which goes on meanwhile. */
final class PinnedDouble implements AutoCloseable {
  private final CudaContext context;
  private final String stage;
  private final CudaStream stream;
  private final Pointer memory = new Pointer();
  private final CUevent arrived = new CUevent();
  private Reading outstanding;

  /** For numbers that work of that stream computes. */
  PinnedDouble(CudaContext context, String stage, CudaStream stream) {
    this.context = context;
    this.stage = stage;
    this.stream = stream;
    context.call(
        stage, () -> cuEventCreate(arrived, CU_EVENT_BLOCKING_SYNC | CU_EVENT_DISABLE_TIMING));
    try {
      context.call(stage, () -> cuMemAllocHost(memory, Double.BYTES));
    } catch (RuntimeException | Error e) {
      context.call(stage, () -> cuEventDestroy(arrived));
      throw e;
    }
    context.adopt(this);
  }

  private final class Reading implements DoubleSupplier {
    private boolean known;
    private double value;

    @Override
    public double getAsDouble() {
      if (!known) {
        context.call(stage, () -> cuEventSynchronize(arrived));
        value = memory.getByteBuffer(0, Double.BYTES).order(ByteOrder.nativeOrder()).getDouble(0);
        known = true;
      }
      return value;
    }
  }

  /**
   * Has a number copied after all work of the stream so far.
   *
   * @return gives the number, and waits for it
   */
  DoubleSupplier fetch(DeviceArray number) {
    if (outstanding != null) {
      outstanding.getAsDouble();
    }
    context.call(
        stage,
        () -> {
          cuMemcpyDtoHAsync(memory, number.pointer(), Double.BYTES, stream.handle());
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
