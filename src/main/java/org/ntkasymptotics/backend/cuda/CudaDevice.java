package org.ntkasymptotics.backend.cuda;

import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT;
import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDeviceGetAttribute;
import static jcuda.driver.JCudaDriver.cuDeviceGetCount;
import static jcuda.driver.JCudaDriver.cuDeviceGetName;
import static jcuda.driver.JCudaDriver.cuDeviceTotalMem;
import static jcuda.driver.JCudaDriver.cuDriverGetVersion;
import static jcuda.driver.JCudaDriver.cuInit;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import jcuda.CudaException;
import jcuda.driver.CUdevice;
import org.ntkasymptotics.backend.BackendUnavailableException;

/**
 * A device as the driver describes it.
 *
 * @param index from 0
 * @param count how many there are
 * @param name such as "NVIDIA H200"
 * @param capability compute capability times ten, such as 90
 * @param multiprocessors number of them
 * @param totalBytes of its memory
 * @param driverVersion as the driver counts, such as 12060
 */
record CudaDevice(
    int index,
    int count,
    String name,
    int capability,
    int multiprocessors,
    long totalBytes,
    int driverVersion) {
  /** What the kernels are built for, at least. */
  static final int LEAST_CAPABILITY = 75;

  /**
   * Starts the driver and looks at a device; makes no context on it.
   *
   * @param family of the run-time libraries that the driver must support
   * @throws BackendUnavailableException saying what is missing
   */
  static CudaDevice at(int index, CudaFamily family) {
    try {
      int driver = start(family);
      int count = counted();
      if (index >= count) {
        throw new BackendUnavailableException(
            count == 1
                ? "there is no device " + index + ": the only one is 0"
                : "there is no device " + index + ": the devices are 0 … " + (count - 1));
      }
      CudaDevice device = describe(index, count, driver);
      if (device.capability < LEAST_CAPABILITY) {
        throw new BackendUnavailableException(
            device + " is too old: the kernels need " + version(LEAST_CAPABILITY * 100));
      }
      return device;
    } catch (CudaException e) {
      throw notStarted(e);
    }
  }

  /**
   * Starts the driver and counts the devices.
   *
   * @throws BackendUnavailableException saying what is missing
   */
  static int count(CudaFamily family) {
    try {
      start(family);
      return counted();
    } catch (CudaException e) {
      throw notStarted(e);
    }
  }

  /** Gives the driver's version. */
  private static int start(CudaFamily family) {
    cuInit(0);
    int[] driver = new int[1];
    cuDriverGetVersion(driver);
    if (driver[0] < 1000 * family.major()) {
      throw new BackendUnavailableException(
          "the NVIDIA driver is too old: it supports CUDA "
              + version(driver[0])
              + ", and the libraries found are of CUDA "
              + family.major()
              + "; update the driver"
              + (family == CudaFamily.CUDA_13 ? ", or name CUDA 12 by --cuda-libs" : ""));
    }
    return driver[0];
  }

  private static int counted() {
    int[] count = new int[1];
    cuDeviceGetCount(count);
    if (count[0] < 1) {
      throw new BackendUnavailableException("the NVIDIA driver sees no device");
    }
    return count[0];
  }

  private static BackendUnavailableException notStarted(CudaException e) {
    return new BackendUnavailableException(
        "the NVIDIA driver does not start: " + meaning(String.valueOf(e.getMessage())), e);
  }

  private static CudaDevice describe(int index, int count, int driver) {
    CUdevice device = new CUdevice();
    cuDeviceGet(device, index);
    byte[] name = new byte[256];
    cuDeviceGetName(name, name.length, device);
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    int[] major = new int[1];
    int[] minor = new int[1];
    cuDeviceGetAttribute(major, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device);
    cuDeviceGetAttribute(minor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device);
    int[] multiprocessors = new int[1];
    cuDeviceGetAttribute(multiprocessors, CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT, device);
    long[] total = new long[1];
    cuDeviceTotalMem(total, device);
    return new CudaDevice(
        index,
        count,
        new String(name, 0, length, StandardCharsets.UTF_8),
        10 * major[0] + minor[0],
        multiprocessors[0],
        total[0],
        driver);
  }

  private static String meaning(String error) {
    if (error.contains("NO_DEVICE")) {
      return error + " (it sees no device; CUDA_VISIBLE_DEVICES may hide them)";
    }
    if (error.contains("MISMATCH") || error.contains("INSUFFICIENT")) {
      return error + " (driver library and kernel module differ: update or restart)";
    }
    if (error.contains("STUB")) {
      return error + " (the toolkit's stub was found instead of a driver: install the driver)";
    }
    return error;
  }

  /** "12.6" of 12060. */
  static String version(int encoded) {
    return encoded / 1000 + "." + encoded % 1000 / 10;
  }

  /** Its name, and where there are several which of them. */
  String title() {
    return count == 1 ? name : name + " (device " + index + ")";
  }

  /** "9.0". */
  String capabilityText() {
    return capability / 10 + "." + capability % 10;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s (device %d, compute capability %s, %.1f GiB)",
        name,
        index,
        capabilityText(),
        totalBytes / 0x1p30);
  }
}
