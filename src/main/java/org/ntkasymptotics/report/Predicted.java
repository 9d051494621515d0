package org.ntkasymptotics.report;

/**
 * A number of the theory, or why there is none.
 *
 * @param value NaN where there is none
 * @param standardError one standard deviation of its numerical error; 0 where it is exact
 * @param explanation how it was computed, or why there is none; may be empty for a number
 */
public record Predicted(double value, double standardError, String explanation) {

  /** A number known exactly. */
  public static Predicted of(double value) {
    return of(value, 0, "");
  }

  /** A number with its standard error and how it was computed. */
  public static Predicted of(double value, double standardError, String explanation) {
    return new Predicted(value, standardError, explanation);
  }

  /** No number. */
  public static Predicted none(String reason) {
    return new Predicted(Double.NaN, Double.NaN, reason);
  }

  /** Whether there is a number. */
  public boolean exists() {
    return Double.isFinite(value);
  }
}
