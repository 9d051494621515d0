package org.ntkasymptotics.backend;

import java.util.List;
import java.util.ServiceLoader;
import org.ntkasymptotics.backend.cpu.CpuBackend;
import org.ntkasymptotics.backend.cuda.CudaBackend;

/** The one place that chooses a back end. */
public final class Backends {
  private Backends() {}

  /** Any matrices in double precision, reporting progress to nobody. */
  public static Backend open(BackendChoice choice, int threads) {
    return open(BackendOptions.of(choice, threads), Progress.NONE);
  }

  /**
   * Opens a back end.
   *
   * @param progress hears how far {@code gram}, {@code eigh}, {@code modes} and {@code product} are
   * @throws BackendUnavailableException if the machine asked for is not there
   * @throws IllegalArgumentException if the precision is not for the machine there is
   */
  public static Backend open(BackendOptions options, Progress progress) {
    return switch (options.choice()) {
      case AUTO -> best(options, progress);
      case CPU -> cpu(options, "asked for", progress);
      case CUDA -> cuda(options, progress);
      case SPARK -> provided(options, progress);
    };
  }

  /**
   * The CUDA devices that {@link #open} would open, by index; none where it opens another machine.
   *
   * @param progress hears which are left out where all are asked for
   * @throws BackendUnavailableException if CUDA is asked for and is not there
   */
  public static List<Integer> cudaDevices(BackendOptions options, Progress progress) {
    if (options.choice() != BackendChoice.AUTO && options.choice() != BackendChoice.CUDA) {
      return List.of();
    }
    try {
      return CudaBackend.devices(options, progress);
    } catch (BackendUnavailableException e) {
      if (options.choice() == BackendChoice.AUTO) {
        return List.of();
      }
      throw notAvailable(e);
    }
  }

  /** What {@code ntk doctor} says about CUDA. */
  public static CudaReport examineCuda(BackendOptions options) {
    return CudaBackend.report(options);
  }

  private static Backend best(BackendOptions options, Progress progress) {
    try {
      return CudaBackend.open(options, "auto: a CUDA device can be used", progress);
    } catch (BackendUnavailableException e) {
      return cpu(options, "auto: CUDA is not used: " + e.getMessage(), progress);
    }
  }

  private static Backend cuda(BackendOptions options, Progress progress) {
    try {
      return CudaBackend.open(options, "asked for", progress);
    } catch (BackendUnavailableException e) {
      throw notAvailable(e);
    }
  }

  private static BackendUnavailableException notAvailable(BackendUnavailableException e) {
    return new BackendUnavailableException(
        "back end cuda is not available: "
            + e.getMessage()
            + "; see ntk doctor, or use --backend cpu",
        e);
  }

  private static Backend provided(BackendOptions options, Progress progress) {
    return ServiceLoader.load(BackendProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.choice() == options.choice())
        .findFirst()
        .orElseThrow(
            () ->
                new BackendUnavailableException(
                    "back end spark is not in this program: build it with mvn -Pspark, start it"
                        + " by docker/spark/submit.sh"))
        .open(options, progress);
  }

  private static Backend cpu(BackendOptions options, String reason, Progress progress) {
    if (options.precision() == Precision.SINGLE) {
      throw new IllegalArgumentException(
          "spectra in single precision need --backend cuda (the CPU computes them in double, with"
              + " one M x M array); the CPU was chosen: "
              + reason);
    }
    return CpuBackend.open(options.workers(), reason, progress);
  }
}
