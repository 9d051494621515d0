package org.ntkasymptotics.backend;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which machine, for what.
 *
 * @param choice auto, cpu, cuda or spark
 * @param threads worker threads on the host, at least 1; 0 means one for each available core
 * @param device index of the CUDA device
 * @param cudaLibs where the CUDA libraries are; empty: the usual places
 * @param precision of its matrices
 */
public record BackendOptions(
    BackendChoice choice, int threads, int device, Optional<Path> cudaLibs, Precision precision) {

  /** Checks the ranges. */
  public BackendOptions {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads must be at least 1 (or 0: all cores); got " + threads);
    }
    if (device < 0) {
      throw new IllegalArgumentException("device must be at least 0; got " + device);
    }
  }

  /** The first device, libraries in the usual places, for matrices in double precision. */
  public static BackendOptions of(BackendChoice choice, int threads) {
    return new BackendOptions(choice, threads, 0, Optional.empty(), Precision.DOUBLE);
  }

  /** With another CUDA device. */
  public BackendOptions withDevice(int other) {
    return new BackendOptions(choice, threads, other, cudaLibs, precision);
  }

  /** With CUDA libraries in one directory. */
  public BackendOptions withCudaLibs(Path directory) {
    return new BackendOptions(choice, threads, device, Optional.of(directory), precision);
  }

  /** With matrices in another precision. */
  public BackendOptions withPrecision(Precision other) {
    return new BackendOptions(choice, threads, device, cudaLibs, other);
  }

  /** The number of worker threads, with 0 resolved. */
  public int workers() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
