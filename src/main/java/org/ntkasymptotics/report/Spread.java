package org.ntkasymptotics.report;

import java.util.Arrays;

/**
 * The same number measured several times.
 *
 * @param mean NaN if nothing was measured
 * @param deviation standard deviation of one measurement, √(Σ (x − mean)²/(count − 1)); NaN unless
 *     count ≥ 2
 * @param count how many were measured
 */
public record Spread(double mean, double deviation, int count) {

  /** Of the finite numbers among these. */
  public static Spread of(double... values) {
    double[] there = Arrays.stream(values).filter(Double::isFinite).toArray();
    double mean = Arrays.stream(there).average().orElse(Double.NaN);
    double squares = Arrays.stream(there).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = there.length < 2 ? Double.NaN : Math.sqrt(squares / (there.length - 1));
    return new Spread(mean, deviation, there.length);
  }

  /** Whether anything was measured. */
  public boolean exists() {
    return count > 0;
  }

  /** One standard deviation about the mean, or no interval. */
  Measured measured() {
    return exists()
        ? Measured.of(mean, mean - deviation, mean + deviation)
        : Measured.none("nothing was measured");
  }
}
