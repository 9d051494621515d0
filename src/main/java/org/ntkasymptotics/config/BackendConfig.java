package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.Optional;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Devices;

/**
 * Which machine.
 *
 * @param choice auto, cpu, cuda or spark
 * @param devices of CUDA
 * @param threads worker threads on the host; 0: one for each core
 * @param cudaLibs where the CUDA libraries are; empty: the usual places
 */
public record BackendConfig(
    BackendChoice choice, Devices devices, int threads, Optional<Path> cudaLibs) {

  /** The best machine there is. */
  public static final BackendConfig AUTO =
      new BackendConfig(BackendChoice.AUTO, Devices.FIRST, 0, Optional.empty());

  /** Whether several CUDA devices are asked for, or any that there are. */
  public boolean asksForSeveral() {
    return !devices.isOne() && (choice == BackendChoice.AUTO || choice == BackendChoice.CUDA);
  }

  /** On this CUDA device or none, with so many threads on the host. */
  public BackendConfig on(int device, int workers) {
    return new BackendConfig(BackendChoice.CUDA, Devices.of(device), workers, cudaLibs);
  }

  /** Checks the ranges. */
  public BackendConfig {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads must be at least 1 (or 0: all cores), is " + threads);
    }
  }
}
