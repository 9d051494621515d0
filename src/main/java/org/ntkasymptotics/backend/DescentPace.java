package org.ntkasymptotics.backend;

/**
 * How many steps a descent is to do between two looks at it: few enough to see divergence, an
 * interrupt or a due checkpoint soon, many enough that looking costs nothing.
 */
final class DescentPace {
  private static final double SECONDS_BETWEEN_LOOKS = 0.1;

  private final double patience;
  private long steps = 1;

  /** Looks at least that often; with 0 after every step. */
  DescentPace(double seconds) {
    patience = Math.min(SECONDS_BETWEEN_LOOKS, seconds);
  }

  /** Steps until the next look. */
  long steps() {
    return steps;
  }

  /** So many steps took so long. */
  void took(long done, double seconds) {
    if (seconds > patience) {
      steps = Math.max(1, steps / 2);
    } else if (done == steps && seconds < patience / 4) {
      steps *= 2;
    }
  }
}
