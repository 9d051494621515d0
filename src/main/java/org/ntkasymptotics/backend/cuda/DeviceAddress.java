package org.ntkasymptotics.backend.cuda;

import jcuda.driver.CUdeviceptr;

/** An address in device memory that can be passed on to native code of our own. */
final class DeviceAddress extends CUdeviceptr {

  /** What cuMemAlloc gave. */
  long value() {
    return getNativePointer() + getByteOffset();
  }
}
