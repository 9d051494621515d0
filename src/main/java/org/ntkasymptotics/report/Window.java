package org.ntkasymptotics.report;

/**
 * The range of n or t that a number comes from.
 *
 * @param from lower end; NaN where nothing was fitted
 * @param to upper end
 */
public record Window(double from, double to) {

  /** No window. */
  public static Window none() {
    return new Window(Double.NaN, Double.NaN);
  }

  /** Whether there is one. */
  public boolean exists() {
    return Double.isFinite(from) && Double.isFinite(to);
  }
}
