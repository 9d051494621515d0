package org.ntkasymptotics.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Precision;

/** Opens the back end that a benchmark's parameter names, and never another one. */
final class Machine {
  /** Where CUDA's libraries are, if not in the usual places. */
  private static final String LIBRARIES = "ntk.cuda-libs";

  private Machine() {}

  /** A back end for work in double precision. */
  static Backend open(BackendChoice choice, int threads) {
    Optional<Path> libraries = Optional.ofNullable(System.getProperty(LIBRARIES)).map(Path::of);
    return Backends.open(
        new BackendOptions(choice, threads, Devices.FIRST, libraries, Precision.DOUBLE), Progress.NONE);
  }
}
