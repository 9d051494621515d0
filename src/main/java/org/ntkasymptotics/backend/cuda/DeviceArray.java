package org.ntkasymptotics.backend.cuda;

import static jcuda.driver.JCudaDriver.cuMemAlloc;
import static jcuda.driver.JCudaDriver.cuMemFree;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoH;
import static jcuda.driver.JCudaDriver.cuMemcpyHtoD;
import static jcuda.driver.JCudaDriver.cuMemsetD8;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import org.ntkasymptotics.backend.Precision;

/** A block of real numbers in device memory, of any length; not zeroed. */
final class DeviceArray implements AutoCloseable {
  /** Numbers converted at a time on the way between double and float. */
  private static final int CHUNK = 1 << 20;

  private final CudaContext context;
  private final Precision precision;
  private final long length;
  private DeviceAddress base;

  /**
   * Allocates.
   *
   * @param stage what it is for, for an error
   * @param length in numbers
   */
  DeviceArray(CudaContext context, String stage, Precision precision, long length) {
    this.context = context;
    this.precision = precision;
    this.length = length;
    DeviceAddress fresh = new DeviceAddress();
    context.call(stage, () -> cuMemAlloc(fresh, Math.max(1, length) * precision.bytes()));
    base = fresh;
    context.adopt(this);
  }

  /** Bytes of any kind, rounded up to whole doubles. */
  static DeviceArray ofBytes(CudaContext context, String stage, long bytes) {
    return new DeviceArray(context, stage, Precision.DOUBLE, (bytes + 7) / 8);
  }

  /** Allocates zeros. */
  static DeviceArray zeros(CudaContext context, String stage, Precision precision, long length) {
    DeviceArray array = new DeviceArray(context, stage, precision, length);
    try {
      long bytes = Math.max(1, length) * precision.bytes();
      context.call(stage, () -> cuMemsetD8(array.pointer(), (byte) 0, bytes));
      return array;
    } catch (RuntimeException | Error e) {
      array.close();
      throw e;
    }
  }

  /** Uploads an array. */
  static DeviceArray of(CudaContext context, String stage, Precision precision, double[] values) {
    DeviceArray array = new DeviceArray(context, stage, precision, values.length);
    try {
      array.upload(stage, 0, values, 0, values.length);
      return array;
    } catch (RuntimeException | Error e) {
      array.close();
      throw e;
    }
  }

  /** Number of numbers. */
  long length() {
    return length;
  }

  /** In which they are kept. */
  Precision precision() {
    return precision;
  }

  /** The address of the first; valid until close. */
  DeviceAddress pointer() {
    check();
    return base;
  }

  /** The address of one of them; valid until close. */
  CUdeviceptr at(long index) {
    check();
    return base.withByteOffset(index * precision.bytes());
  }

  /** Copies {@code count} values from an array on the host to numbers {@code index}, … */
  void upload(String stage, long index, double[] values, int from, int count) {
    if (precision == Precision.DOUBLE) {
      Pointer host = Pointer.to(values).withByteOffset(8L * from);
      context.call(stage, () -> cuMemcpyHtoD(at(index), host, 8L * count));
      return;
    }
    float[] chunk = new float[Math.min(count, CHUNK)];
    for (int done = 0; done < count; done += CHUNK) {
      int part = Math.min(CHUNK, count - done);
      for (int i = 0; i < part; i++) {
        chunk[i] = (float) values[from + done + i];
      }
      long place = index + done;
      context.call(stage, () -> cuMemcpyHtoD(at(place), Pointer.to(chunk), 4L * part));
    }
  }

  /** Copies numbers {@code index}, … to {@code count} values of an array on the host. */
  void download(String stage, long index, double[] values, int from, int count) {
    if (precision == Precision.DOUBLE) {
      Pointer host = Pointer.to(values).withByteOffset(8L * from);
      context.call(stage, () -> cuMemcpyDtoH(host, at(index), 8L * count));
      return;
    }
    float[] chunk = new float[Math.min(count, CHUNK)];
    for (int done = 0; done < count; done += CHUNK) {
      int part = Math.min(CHUNK, count - done);
      long place = index + done;
      context.call(stage, () -> cuMemcpyDtoH(Pointer.to(chunk), at(place), 4L * part));
      for (int i = 0; i < part; i++) {
        values[from + done + i] = chunk[i];
      }
    }
  }

  /** All numbers, at most as many as a Java array holds. */
  double[] toHost(String stage) {
    double[] values = new double[Math.toIntExact(length)];
    download(stage, 0, values, 0, values.length);
    return values;
  }

  /** Throws if closed. */
  void check() {
    if (base == null) {
      throw new IllegalStateException("this device memory was freed: it was closed or consumed");
    }
  }

  @Override
  public void close() {
    if (base != null) {
      DeviceAddress old = base;
      base = null;
      context.release(this, () -> cuMemFree(old));
    }
  }
}
