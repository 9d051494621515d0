package org.ntkasymptotics.backend;

import java.util.Arrays;
import org.ntkasymptotics.network.DescentPlan;

/** The losses of a training run at the steps where its plan wants them recorded. */
final class LossRecord {
  private static final int INITIAL_CAPACITY = 64;

  private final DescentPlan plan;
  private final long lastStep;
  private long[] steps;
  private double[] losses;
  private int count;

  /** Goes on after records made before: {@code steps} and {@code losses} of equal length. */
  LossRecord(DescentPlan plan, long lastStep, long[] steps, double[] losses) {
    this.plan = plan;
    this.lastStep = lastStep;
    this.count = steps.length;
    this.steps = Arrays.copyOf(steps, Math.max(INITIAL_CAPACITY, count));
    this.losses = Arrays.copyOf(losses, Math.max(INITIAL_CAPACITY, count));
  }

  /** The first step after {@code step} at which the loss is to be recorded. */
  long next(long step) {
    return plan.nextRecord(step, lastStep);
  }

  /** Whether the loss at this step is to be recorded and has not been. */
  boolean wants(long step) {
    return count == 0 || (step > steps[count - 1] && step >= next(steps[count - 1]));
  }

  void add(long step, double loss) {
    if (count == losses.length) {
      steps = Arrays.copyOf(steps, 2 * count);
      losses = Arrays.copyOf(losses, 2 * count);
    }
    steps[count] = step;
    losses[count++] = loss;
  }

  /** Steps recorded so far, ascending. */
  long[] steps() {
    return Arrays.copyOf(steps, count);
  }

  /** Losses at {@link #steps}. */
  double[] losses() {
    return Arrays.copyOf(losses, count);
  }

  /** t = η k of the steps recorded. */
  double[] times(double stepSize) {
    double[] times = new double[count];
    for (int k = 0; k < count; k++) {
      times[k] = stepSize * steps[k];
    }
    return times;
  }
}
