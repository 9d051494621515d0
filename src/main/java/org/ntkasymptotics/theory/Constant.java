package org.ntkasymptotics.theory;

import java.util.OptionalDouble;

/**
 * The constant in front of a power law: a number with its error, or the reason why there is none.
 */
public sealed interface Constant {

  /** The number, empty where the constant does not exist or cannot be computed. */
  OptionalDouble value();

  /** How the number was computed, or why there is none: one plain sentence. */
  String explanation();

  /**
   * A constant that could be computed.
   *
   * @param number its value
   * @param standardError one standard deviation of the numerical error, of the unit of {@code
   *     number}; 0 where quadrature is exact to rounding
   * @param explanation how it was computed
   */
  record Known(double number, double standardError, String explanation) implements Constant {

    @Override
    public OptionalDouble value() {
      return OptionalDouble.of(number);
    }

    /** The standard error divided by the value. */
    public double relativeError() {
      return number == 0 ? 0 : standardError / Math.abs(number);
    }

    /** This constant times {@code factor}, which is exact. */
    Known times(double factor) {
      return new Known(number * factor, standardError * Math.abs(factor), explanation);
    }
  }

  /**
   * A constant that does not exist, or is reached too slowly to be of use.
   *
   * @param explanation why
   */
  record Missing(String explanation) implements Constant {

    @Override
    public OptionalDouble value() {
      return OptionalDouble.empty();
    }
  }
}
