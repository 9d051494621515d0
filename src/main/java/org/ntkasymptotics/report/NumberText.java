package org.ntkasymptotics.report;

import java.util.Locale;

/** Numbers in words for tables: as many digits as mean something. */
final class NumberText {
  static final String NONE = "–";

  private NumberText() {}

  /** Four significant digits; very large and small ones as 1.234e-05. */
  static String plain(double value) {
    return digits(value, 4);
  }

  /** A number with as many decimals as an error of that size supports. */
  static String withError(double value, double error) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    if (!Double.isFinite(error) || !(error > 0) || value == 0) {
      return plain(value);
    }
    int digits = (int) Math.ceil(Math.log10(Math.abs(value) / error)) + 2;
    return digits(value, Math.max(2, Math.min(6, digits)));
  }

  /** Significant digits, trailing zeros kept. */
  static String digits(double value, int digits) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    int exponent = (int) Math.floor(Math.log10(size));
    if (exponent < -3 || exponent >= Math.max(5, digits)) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }
    return String.format(Locale.ROOT, "%." + Math.max(0, digits - 1 - exponent) + "f", value);
  }
}
