package org.ntkasymptotics.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers in words for tables: as many digits as mean something. */
final class NumberText {
  static final String NONE = "–";

  private static final int PLAIN_DIGITS = 4;
  private static final int MOST_DECIMALS = 9;
  private static final double NEGLIGIBLE = 5e-5;

  private NumberText() {}

  /** Four significant digits without trailing zeros; very large and small ones as 1.234e-05. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    if (value == 0) {
      return "0";
    }
    double rounded = new BigDecimal(value).round(new MathContext(PLAIN_DIGITS)).doubleValue();
    int exponent = exponent(rounded);
    boolean power = isPower(rounded);
    int decimals = Math.max(0, PLAIN_DIGITS - 1 - (power ? 0 : exponent));
    String text = fixed(rounded, power ? exponent : 0, decimals);
    return text.contains(".") ? text.replaceFirst("\\.?0+(?=$|e)", "") : text;
  }

  /** The theory's number, to the digit its error allows but no more than four. */
  static String of(Predicted number) {
    double error = number.standardError();
    return error > 10 * NEGLIGIBLE * Math.abs(number.value())
        ? withError(number.value(), error)
        : plain(number.value());
  }

  /** The printed constant, or that it is the same as theory's; empty where nothing is printed. */
  static String printed(LawResult.Theory theory) {
    if (!theory.printed().exists()) {
      return "";
    }
    double difference = Math.abs(theory.printed().value() - theory.constant().value());
    return difference <= NEGLIGIBLE * Math.abs(theory.constant().value())
        ? "same"
        : plain(theory.printed().value());
  }

  /** The theory's number with its standard error, where that can be seen in four digits. */
  static String plusMinus(Predicted number) {
    return number.standardError() > NEGLIGIBLE * Math.abs(number.value())
        ? plusMinus(number.value(), number.standardError())
        : plain(number.value());
  }

  /** A number to the second digit of its error. */
  static String withError(double value, double error) {
    if (!Double.isFinite(value) || !(error > 0) || !Double.isFinite(error) || value == 0) {
      return plain(value);
    }
    int power = isPower(value) ? exponent(value) : 0;
    return fixed(value, power, decimals(error, power));
  }

  /** {@code 1.512 ± 0.021}: half the width of the 95 % interval after the sign. */
  static String plusMinus(Measured number) {
    double half = (number.high() - number.low()) / 2;
    return number.hasInterval() ? plusMinus(number.value(), half) : plain(number.value());
  }

  /** {@code 1.512 ± 0.021}, {@code (2.34 ± 0.12)e-05}. */
  static String plusMinus(double value, double error) {
    if (!Double.isFinite(value) || !(error > 0) || value == 0) {
      return plain(value);
    }
    int power = isPower(value) ? exponent(value) : 0;
    double scale = Math.pow(10, power);
    int decimals = decimals(error, power);
    String text = fixed(value / scale, 0, decimals) + " ± " + fixed(error / scale, 0, decimals);
    return power == 0 ? text : "(" + text + ")e" + power;
  }

  /** {@code [1.491, 1.533]}, {@code [2.22, 2.46]e-05}; empty where unknown. */
  static String interval(Measured number) {
    double half = (number.high() - number.low()) / 2;
    if (!number.hasInterval()) {
      return "";
    }
    int power = isPower(number.value()) ? exponent(number.value()) : 0;
    double scale = Math.pow(10, power);
    int decimals = half > 0 ? decimals(half, power) : PLAIN_DIGITS;
    String text =
        "["
            + fixed(number.low() / scale, 0, decimals)
            + ", "
            + fixed(number.high() / scale, 0, decimals)
            + "]";
    return power == 0 ? text : text + "e" + power;
  }

  /** The measured constant that compares with theory: at its exponent if that was fitted. */
  static Measured comparable(LawResult.Fit fit) {
    return fit.constantAtTheory().exists() ? fit.constantAtTheory() : fit.constant();
  }

  /** A range of n or t. */
  static String window(Window window) {
    return window.exists() ? plain(window.from()) + " … " + plain(window.to()) : NONE;
  }

  private static String fixed(double value, int power, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value / Math.pow(10, power));
    return power == 0 ? text : text + "e" + power;
  }

  private static int decimals(double error, int power) {
    return Math.max(0, Math.min(MOST_DECIMALS, 1 + power - exponent(error)));
  }

  private static boolean isPower(double value) {
    int exponent = value == 0 ? 0 : exponent(value);
    return exponent < -3 || exponent >= 6;
  }

  private static int exponent(double value) {
    return (int) Math.floor(Math.log10(Math.abs(value)));
  }
}
