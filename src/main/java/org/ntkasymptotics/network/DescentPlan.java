package org.ntkasymptotics.network;

/**
 * How to train.
 *
 * @param stepSize η; 0 means {@code stepFraction} · 2/λ_max, λ_max of the network's own kernel at
 *     initialisation, found by power iteration
 * @param stepFraction fraction of the stability limit 2/λ_max, in (0, 1), used if stepSize is 0
 * @param steps number of steps
 * @param recordsPerDecade points of the logarithmic grid of t on which the loss is recorded
 * @param precision of the arithmetic
 */
public record DescentPlan(
    double stepSize, double stepFraction, long steps, int recordsPerDecade, Precision precision) {

  /** Arithmetic of the training loop. */
  public enum Precision {
    /** 32-bit parameters and activations; outputs, loss and long sums accumulated in 64 bits. */
    SINGLE,
    /** 64-bit throughout. */
    DOUBLE
  }
}
