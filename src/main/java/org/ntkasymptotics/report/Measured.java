package org.ntkasymptotics.report;

/**
 * A measured number with its 95 % interval, or why there is none.
 *
 * @param value NaN where there is none
 * @param low lower end of the interval; NaN where unknown
 * @param high upper end; NaN where unknown
 * @param reason why there is no number; empty where there is one
 */
public record Measured(double value, double low, double high, String reason) {

  /** A number with its interval. */
  public static Measured of(double value, double low, double high) {
    return new Measured(value, low, high, "");
  }

  /** No number. */
  public static Measured none(String reason) {
    return new Measured(Double.NaN, Double.NaN, Double.NaN, reason);
  }

  /** Whether there is a number. */
  public boolean exists() {
    return Double.isFinite(value);
  }

  /** Whether its interval is known. */
  public boolean hasInterval() {
    return exists() && Double.isFinite(low) && Double.isFinite(high);
  }
}
