package org.ntkasymptotics.backend.cuda;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import jcuda.CudaException;
import org.ntkasymptotics.backend.ComputationException;

/** Runs calls of CUDA and turns what they throw into an error of ours: stage, name, way out. */
final class CudaFailures {
  /** After these no call on the context succeeds any more. */
  private static final List<String> FATAL =
      List.of(
          "ILLEGAL_ADDRESS",
          "LAUNCH_FAILED",
          "LAUNCH_TIMEOUT",
          "ECC_UNCORRECTABLE",
          "DEVICE_UNAVAILABLE",
          "HARDWARE_STACK_ERROR",
          "ILLEGAL_INSTRUCTION",
          "MISALIGNED_ADDRESS",
          "NVLINK_UNCORRECTABLE",
          "CONTEXT_IS_DESTROYED",
          "DEINITIALIZED",
          "ERROR_UNKNOWN",
          "EXTERNAL_DEVICE");

  private final String device;
  private final AtomicBoolean lost = new AtomicBoolean();

  /** Failures on a device, which the messages name. */
  CudaFailures(String device) {
    this.device = device;
  }

  /** Whether a call failed after which nothing on this context works. */
  boolean isLost() {
    return lost.get();
  }

  /**
   * Runs calls.
   *
   * @param stage what is being computed, for the message
   * @throws ComputationException if one of them fails
   */
  void run(String stage, Runnable calls) {
    try {
      calls.run();
    } catch (CudaException e) {
      String error = String.valueOf(e.getMessage());
      if (FATAL.stream().anyMatch(error::contains)) {
        lost.set(true);
      }
      throw new ComputationException(
          stage + ": " + error + " on " + device + "; " + wayOut(error), e);
    }
  }

  /** The same for giving back what a lost device holds no more. */
  void release(Runnable calls) {
    try {
      run("release", calls);
    } catch (ComputationException e) {
      if (!isLost()) {
        throw e;
      }
    }
  }

  private static String wayOut(String error) {
    if (error.contains("OUT_OF_MEMORY") || error.contains("ALLOC_FAILED")) {
      return "take fewer points, free the device's memory, or use --backend cpu";
    }
    if (error.contains("ECC")
        || error.contains("UNAVAILABLE")
        || error.contains("NVLINK")
        || error.contains("NOT_INITIALIZED")) {
      return "the device may be lost, nvidia-smi says more: run again, or use --backend cpu";
    }
    return "run again with --backend cpu, and report it";
  }
}
