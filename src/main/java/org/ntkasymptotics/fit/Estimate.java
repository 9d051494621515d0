package org.ntkasymptotics.fit;

/**
 * A fitted number with its 95 % interval of half-width √(statistical² + systematic²).
 *
 * @param value the estimate
 * @param interval95 its interval; symmetric for exponents, symmetric in the logarithm for constants
 * @param statistical 95 % half-width from scatter (between data sets, halves, or along one series);
 *     for constants in units of ln C, that is, relative
 * @param systematic half the range over the windows of the sensitivity table; for constants in
 *     units of ln C
 */
public record Estimate(double value, Interval interval95, double statistical, double systematic) {

  /** A number such as an exponent, with errors of its own unit. */
  static Estimate additive(double value, double statistical, double systematic) {
    double half = Math.hypot(statistical, systematic);
    return new Estimate(value, new Interval(value - half, value + half), statistical, systematic);
  }

  /** A positive number e^log, such as a constant, with errors in units of its logarithm. */
  static Estimate multiplicative(double log, double statistical, double systematic) {
    double half = Math.hypot(statistical, systematic);
    return new Estimate(
        Math.exp(log),
        new Interval(Math.exp(log - half), Math.exp(log + half)),
        statistical,
        systematic);
  }

  /** With a further systematic error of its own unit, for a number such as an exponent. */
  Estimate widened(double more) {
    return additive(value, statistical, Math.hypot(systematic, more));
  }

  /** With a further systematic error of the logarithm, for a positive number. */
  Estimate widenedInLog(double more) {
    return multiplicative(Math.log(value), statistical, Math.hypot(systematic, more));
  }
}
