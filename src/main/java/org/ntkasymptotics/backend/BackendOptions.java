package org.ntkasymptotics.backend;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which machine, for what.
 *
 * @param choice auto, cpu, cuda or spark
 * @param threads worker threads on the host, at least 1; 0 means one for each available core
 * @param devices of CUDA
 * @param cudaLibs where the CUDA libraries are; empty: the usual places
 * @param precision of its matrices
 */
public record BackendOptions(
    BackendChoice choice,
    int threads,
    Devices devices,
    Optional<Path> cudaLibs,
    Precision precision) {

  /** Checks the ranges. */
  public BackendOptions {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads must be at least 1 (or 0: all cores); got " + threads);
    }
  }

  /** The first device, libraries in the usual places, for matrices in double precision. */
  public static BackendOptions of(BackendChoice choice, int threads) {
    return new BackendOptions(choice, threads, Devices.FIRST, Optional.empty(), Precision.DOUBLE);
  }

  /** With one CUDA device. */
  public BackendOptions withDevice(int index) {
    return with(Devices.of(index));
  }

  /** With other CUDA devices. */
  public BackendOptions with(Devices others) {
    return new BackendOptions(choice, threads, others, cudaLibs, precision);
  }

  /** With CUDA libraries in one directory. */
  public BackendOptions withCudaLibs(Path directory) {
    return new BackendOptions(choice, threads, devices, Optional.of(directory), precision);
  }

  /** With matrices in another precision. */
  public BackendOptions withPrecision(Precision other) {
    return new BackendOptions(choice, threads, devices, cudaLibs, other);
  }

  /** The number of worker threads, with 0 resolved. */
  public int workers() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
