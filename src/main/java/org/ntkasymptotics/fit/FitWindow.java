package org.ntkasymptotics.fit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * A range of x over which a law is fitted, both ends included.
 *
 * @param from lower end, positive
 * @param to upper end, larger than {@code from}
 */
public record FitWindow(double from, double to) {

  /**
   * Checks the order.
   *
   * @throws FitException unless 0 &lt; from &lt; to &lt; ∞
   */
  public FitWindow {
    if (!(from > 0) || !(to > from) || Double.isInfinite(to)) {
      throw new FitException(
          String.format(
              Locale.ROOT,
              "a fit window needs 0 < from < to, got from = %.6g, to = %.6g",
              from,
              to));
    }
  }

  /** log₁₀(to/from). */
  public double decades() {
    return Math.log10(to / from);
  }

  /** Whether x lies in the window; the ends belong to it, a relative 10⁻⁹ of rounding included. */
  public boolean contains(double x) {
    return x >= from * (1 - SLACK) && x <= to * (1 + SLACK);
  }

  /** Whether the other window lies in this one. */
  public boolean contains(FitWindow other) {
    return contains(other.from) && contains(other.to);
  }

  /** This window with both ends multiplied by the factor. */
  public FitWindow times(double factor) {
    return new FitWindow(from * factor, to * factor);
  }

  /**
   * The part of this window that also lies in the other one.
   *
   * @throws FitException if they do not overlap
   */
  public FitWindow clippedTo(FitWindow other) {
    double low = Math.max(from, other.from);
    double high = Math.min(to, other.to);
    if (!(low < high)) {
      throw new FitException(
          "the windows " + this + " and " + other + " do not overlap; choose one inside the other");
    }
    return new FitWindow(low, high);
  }

  @Override
  public String toString() {
    return "[" + brief(from) + ", " + brief(to) + "]";
  }

  /** A number for a message: five digits, without trailing zeros. */
  static String brief(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros();
    return Math.abs(rounded.scale()) > 6 ? rounded.toString() : rounded.toPlainString();
  }

  // Times are sums and products of doubles, so an end and the sample on it may differ by rounding.
  private static final double SLACK = 1e-9;
}
