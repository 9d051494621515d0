package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.Optional;
import org.ntkasymptotics.backend.BackendChoice;

/**
 * Which machine.
 *
 * @param choice auto, cpu, cuda or spark
 * @param device index of the CUDA device ≥ 0
 * @param threads worker threads on the host; 0: one for each core
 * @param cudaLibs where the CUDA libraries are; empty: the usual places
 */
public record BackendConfig(
    BackendChoice choice, int device, int threads, Optional<Path> cudaLibs) {

  /** The best machine there is. */
  public static final BackendConfig AUTO =
      new BackendConfig(BackendChoice.AUTO, 0, 0, Optional.empty());

  /** Checks the ranges. */
  public BackendConfig {
    if (device < 0) {
      throw new IllegalArgumentException("device must be at least 0, is " + device);
    }
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads must be at least 1 (or 0: all cores), is " + threads);
    }
  }
}
