package org.ntkasymptotics.fit;

import java.util.Locale;

/**
 * A closed interval.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 */
public record Interval(double low, double high) {

  /** Whether the value lies in it, ends included. */
  public boolean contains(double value) {
    return value >= low && value <= high;
  }

  /** (high − low)/2. */
  public double halfWidth() {
    return (high - low) / 2;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "[%.5g, %.5g]", low, high);
  }
}
