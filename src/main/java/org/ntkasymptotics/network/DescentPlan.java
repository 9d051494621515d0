package org.ntkasymptotics.network;

import java.util.Locale;

/**
 * How to train: full-batch gradient descent W ← W − η ∇L, time t = η × number of steps.
 *
 * @param stepSize η; 0 means {@code stepFraction} · 2/λ_max, with λ_max the largest eigenvalue of
 *     the network's own kernel at initialisation
 * @param stepFraction fraction of the stability limit 2/λ_max, in (0, 1), used if stepSize is 0
 * @param steps number of steps; 0 means as many as {@code finalTime} takes
 * @param finalTime t at which to stop, used if {@code steps} is 0
 * @param recordsPerDecade points per decade of the logarithmic grid of steps on which the loss is
 *     recorded; the start and the last step always are
 * @param precision of the arithmetic
 */
public record DescentPlan(
    double stepSize,
    double stepFraction,
    long steps,
    double finalTime,
    int recordsPerDecade,
    Precision precision) {

  /** η λ_max = 1: the slow modes follow gradient flow and the fastest one does not oscillate. */
  public static final double DEFAULT_STEP_FRACTION = 0.5;

  /** Enough for a smooth curve and for fits. */
  public static final int DEFAULT_RECORDS_PER_DECADE = 40;

  /** Arithmetic of the training loop. */
  public enum Precision {
    /**
     * Activations in 32 bits; parameters, outputs, errors, loss and sums over many points in 64.
     */
    SINGLE,
    /** 64-bit throughout. */
    DOUBLE
  }

  /** Checks the ranges. */
  public DescentPlan {
    require(stepSize >= 0 && stepSize < Double.POSITIVE_INFINITY, "step-size >= 0", stepSize);
    require(
        stepSize > 0 || (stepFraction > 0 && stepFraction < 1),
        "0 < step-fraction < 1",
        stepFraction);
    require(steps >= 0, "steps >= 0", steps);
    require(
        steps > 0 || (finalTime > 0 && finalTime < Double.POSITIVE_INFINITY),
        "steps > 0 or a final time > 0",
        finalTime);
    require(
        recordsPerDecade >= 1 && recordsPerDecade <= 1000,
        "1 <= records-per-decade <= 1000",
        recordsPerDecade);
  }

  /** Default step size, until time t. */
  public static DescentPlan untilTime(double t, Precision precision) {
    return new DescentPlan(0, DEFAULT_STEP_FRACTION, 0, t, DEFAULT_RECORDS_PER_DECADE, precision);
  }

  private static void require(boolean holds, String rule, Number met) {
    if (!holds) {
      throw new IllegalArgumentException("training needs " + rule + ", got " + met);
    }
  }

  /**
   * η for a network whose own kernel has the given largest eigenvalue.
   *
   * @param lambdaMax λ_max of the empirical kernel over M at initialisation
   * @throws IllegalArgumentException if the step size asked for is not below 2/λ_max, beyond which
   *     the iteration grows (theory, section 1), or if the kernel vanishes
   */
  public double stepSizeFor(double lambdaMax) {
    if (!(lambdaMax > 0)) {
      throw new IllegalArgumentException(
          "no neuron of this network is active on any point, so it cannot learn:"
              + " take a wider network or another seed");
    }
    double limit = 2 / lambdaMax;
    if (stepSize >= limit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "step size %.6g would diverge: it must stay below 2/lambda_max = %.6g (lambda_max ="
                  + " %.6g for this network); leave it out for %.2g of that limit",
              stepSize,
              limit,
              lambdaMax,
              DEFAULT_STEP_FRACTION));
    }
    return stepSize > 0 ? stepSize : stepFraction * limit;
  }

  /** The first step at or after time t, for a given η. */
  public static long stepOf(double t, double eta) {
    return (long) Math.ceil(t / eta * (1 - 1e-12));
  }

  /** The number of steps for a given η. */
  public long stepsAt(double eta) {
    return steps > 0 ? steps : Math.max(1, stepOf(finalTime, eta));
  }

  /**
   * The first step after {@code step} at which the loss is recorded, at most {@code last}: the
   * nearest integers to 10^(j / recordsPerDecade).
   */
  public long nextRecord(long step, long last) {
    long next = 1;
    if (step > 0) {
      long position = (long) Math.floor(Math.log10((double) step) * recordsPerDecade);
      for (next = step; next <= step; position++) {
        next = Math.round(Math.pow(10, (double) position / recordsPerDecade));
      }
    }
    return Math.min(next, last);
  }
}
