package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.config.MatrixFreeConfig;

/**
 * Shares the time that products may take among data sets and halves, by what they cost: a product
 * takes M² of it. What one of them leaves is for the others.
 */
final class TimeBudget {
  private static final double NANO = 1e-9;

  private final double limit;
  private final int samples;
  private final long begin = System.nanoTime();
  private final List<String> stops = new ArrayList<>();
  private double wholesLeft;
  private double deadline;

  /** Begins now; {@code wholes} is what all of them cost in data sets of M points. */
  TimeBudget(MatrixFreeConfig config, int samples, double wholes) {
    this.limit = config.timeLimit() > 0 ? config.timeLimit() : Double.POSITIVE_INFINITY;
    this.samples = samples;
    this.wholesLeft = wholes;
  }

  /** The next of them begins, with so many points. */
  void next(int points) {
    double cost = (double) points / samples * points / samples;
    double now = now();
    deadline = now + (limit - now) * Math.min(1, cost / Math.max(cost, wholesLeft));
    wholesLeft -= cost;
  }

  /** Seconds that the present one has left; infinite without a limit. */
  double left() {
    return deadline - now();
  }

  /** The limit ended one of them. */
  void stopped(String where) {
    stops.add(where);
  }

  /** All that it ended, in words. */
  String stops() {
    return String.join(", ", stops);
  }

  private double now() {
    return (System.nanoTime() - begin) * NANO;
  }
}
