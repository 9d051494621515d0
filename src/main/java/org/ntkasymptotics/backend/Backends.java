package org.ntkasymptotics.backend;

import org.ntkasymptotics.backend.cpu.CpuBackend;

/** The one place that chooses a back end. */
public final class Backends {
  private Backends() {}

  /** As {@link #open(BackendChoice, int, Progress)}, reporting progress to nobody. */
  public static Backend open(BackendChoice choice, int threads) {
    return open(choice, threads, Progress.NONE);
  }

  /**
   * Opens a back end.
   *
   * @param threads worker threads on the host, at least 1; 0 means one for each available core
   * @param progress hears how far {@code gram}, {@code eigh}, {@code modes} and {@code product} are
   * @throws BackendUnavailableException if the machine asked for is not there
   */
  public static Backend open(BackendChoice choice, int threads, Progress progress) {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads must be at least 1 (or 0: all cores); got " + threads);
    }
    int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    return switch (choice) {
      case AUTO -> CpuBackend.open(workers, "auto: " + CudaProbe.whyNot(), progress);
      case CPU -> CpuBackend.open(workers, "asked for", progress);
      case CUDA ->
          throw new BackendUnavailableException(
              "back end cuda is not available: " + CudaProbe.whyNot() + "; use --backend cpu");
    };
  }
}
