package org.ntkasymptotics.backend.cpu;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.ntkasymptotics.backend.BackendUnavailableException;

/**
 * Loads LAPACK once and sets it to one thread: this back end runs single-threaded calls on tiles
 * from its own threads. OpenBLAS's own threads wait by spinning, which beside other busy processes
 * costs a factor of 20, and a JVM that is told to end during such a call may hang.
 */
final class Lapack {
  private Lapack() {}

  private static final class Once {
    // Loading is tried once; whoever needs it later is told the same reason.
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static final Throwable FAILURE = load();

    private static Throwable load() {
      try {
        Loader.load(openblas.class);
        openblas.blas_set_num_threads(1);
        return null;
      } catch (LinkageError | RuntimeException e) {
        return e;
      }
    }
  }

  /**
   * Makes sure that LAPACK can be called.
   *
   * @throws BackendUnavailableException if its native library cannot be loaded
   */
  static void require() {
    if (Once.FAILURE != null) {
      throw new BackendUnavailableException(
          "back end cpu is not available: the native OpenBLAS library for "
              + Loader.getPlatform()
              + " could not be loaded ("
              + Once.FAILURE.getMessage()
              + "); build on this machine, without -DwithoutLapack",
          Once.FAILURE);
    }
  }

  /** The version of OpenBLAS and its binding. */
  static String version() {
    try {
      return Loader.getVersion("org.bytedeco", "openblas");
    } catch (java.io.IOException | RuntimeException e) {
      return "unknown";
    }
  }
}
