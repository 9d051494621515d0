package org.ntkasymptotics.backend.cuda;

import static jcuda.driver.JCudaDriver.cuMemcpyDtoH;
import static jcuda.driver.JCudaDriver.cuMemsetD32;

import jcuda.Pointer;

/** The integer on the device in which cuSOLVER says how a call ended. */
final class DeviceInfo implements AutoCloseable {
  private final CudaContext context;
  private final String stage;
  private final DeviceArray memory;

  /** Starts with −1, so that a call that writes nothing does not pass for success. */
  DeviceInfo(CudaContext context, String stage) {
    this.context = context;
    this.stage = stage;
    this.memory = DeviceArray.ofBytes(context, stage, Integer.BYTES);
    try {
      context.call(stage, () -> cuMemsetD32(memory.pointer(), -1, 1));
    } catch (RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }

  /** Its address. */
  DeviceAddress pointer() {
    return memory.pointer();
  }

  /** What the last call left; 0 for success. */
  int value() {
    int[] value = new int[1];
    context.call(stage, () -> cuMemcpyDtoH(Pointer.to(value), memory.pointer(), Integer.BYTES));
    return value[0];
  }

  @Override
  public void close() {
    memory.close();
  }
}
