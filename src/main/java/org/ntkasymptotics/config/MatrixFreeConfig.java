package org.ntkasymptotics.config;

/**
 * Whether and how the spectrum is estimated from products alone, without an M × M array.
 *
 * @param enabled whether it is; otherwise the rest says nothing
 * @param steps of block Lanczos at most, each one product with all start vectors
 * @param probes random vectors that count eigenvalues, at least 2
 * @param leading how many leading eigenvalues are wanted one by one
 * @param accuracy wanted of the loss, relative; the iteration ends before {@code steps} when loss
 *     and leading eigenvalues are good enough, and with 0 only if nothing more can be learned
 * @param halves whether a single data set is also measured in halves, whose scatter gives the
 *     intervals, at twice the cost of the whole
 * @param timeLimit seconds for all products of one start of the program; 0 for as long as it takes
 */
public record MatrixFreeConfig(
    boolean enabled,
    int steps,
    int probes,
    int leading,
    double accuracy,
    boolean halves,
    double timeLimit) {

  /** Fewest products of an estimate: from fewer, errors are as large as counts. */
  public static final int LEAST_STEPS = 5;

  /** Not asked for; where it is, 60 products with 7 probes, a loss to one percent. */
  static final MatrixFreeConfig DEFAULT = new MatrixFreeConfig(false, 60, 7, 100, 0.01, true, 0);

  /** Checks the ranges. */
  public MatrixFreeConfig {
    if (steps < LEAST_STEPS) {
      throw new IllegalArgumentException(
          "steps must be at least " + LEAST_STEPS + ", are " + steps);
    }
    if (probes < 2) {
      throw new IllegalArgumentException("probes must be at least 2, are " + probes);
    }
    if (leading < 0) {
      throw new IllegalArgumentException("leading must be at least 0, is " + leading);
    }
    if (!(accuracy >= 0 && accuracy < 1)) {
      throw new IllegalArgumentException("accuracy must lie in [0, 1), is " + accuracy);
    }
    if (!(timeLimit >= 0)) {
      throw new IllegalArgumentException("time-limit must be at least 0, is " + timeLimit);
    }
  }
}
