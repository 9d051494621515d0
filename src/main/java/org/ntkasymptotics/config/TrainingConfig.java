package org.ntkasymptotics.config;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ntkasymptotics.network.DescentPlan;

/**
 * How to train a finite network.
 *
 * @param enabled whether to train at all
 * @param width N ≥ 1 hidden neurons
 * @param steps number of steps; empty if {@code time} says when to stop
 * @param time t = η · steps to reach; empty if {@code steps} says when to stop
 * @param stepSize η; empty: {@code stepFraction} · 2/λ_max
 * @param stepFraction in (0, 1), used if {@code stepSize} is empty
 * @param recordsPerDecade points of the logarithmic grid on which the loss is recorded
 * @param precision of the arithmetic
 */
public record TrainingConfig(
    boolean enabled,
    int width,
    OptionalLong steps,
    OptionalDouble time,
    OptionalDouble stepSize,
    double stepFraction,
    int recordsPerDecade,
    DescentPlan.Precision precision) {

  static final int DEFAULT_WIDTH = 1000;
  static final long DEFAULT_STEPS = 10_000;
  static final double DEFAULT_STEP_FRACTION = 0.5;
  static final int DEFAULT_RECORDS_PER_DECADE = 20;

  /** Checks the ranges. */
  public TrainingConfig {
    if (width < 1) {
      throw new IllegalArgumentException("width (N) must be at least 1, is " + width);
    }
    if (steps.isPresent() == time.isPresent()) {
      throw new IllegalArgumentException("exactly one of steps and time must be given");
    }
    if (steps.isPresent() && steps.getAsLong() < 1) {
      throw new IllegalArgumentException("steps must be at least 1, is " + steps.getAsLong());
    }
    positive("time", time);
    positive("step-size", stepSize);
    if (!(stepFraction > 0 && stepFraction < 1)) {
      throw new IllegalArgumentException("step-fraction must lie in (0, 1), is " + stepFraction);
    }
    if (recordsPerDecade < 1) {
      throw new IllegalArgumentException(
          "records-per-decade must be at least 1, is " + recordsPerDecade);
    }
  }

  private static void positive(String name, OptionalDouble value) {
    if (value.isPresent() && !(value.getAsDouble() > 0 && value.getAsDouble() < 1 / 0.0)) {
      throw new IllegalArgumentException(
          name + " must be positive and finite, is " + value.getAsDouble());
    }
  }

  /**
   * The plan of the descent.
   *
   * @param resolvedStepSize η that the descent will take, used to turn {@code time} into a number
   *     of steps; ignored if {@code steps} is given
   */
  public DescentPlan plan(double resolvedStepSize) {
    long count =
        steps.isPresent()
            ? steps.getAsLong()
            : (long) Math.max(1, Math.ceil(time.getAsDouble() / resolvedStepSize));
    return new DescentPlan(stepSize.orElse(0), stepFraction, count, recordsPerDecade, precision);
  }
}
