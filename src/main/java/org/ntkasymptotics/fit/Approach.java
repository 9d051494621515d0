package org.ntkasymptotics.fit;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far the numbers fitted to a series may still be from those of its law, judged by how much
 * they change across the window: what moving the window's ends by a factor of 2 cannot see when the
 * change goes on.
 *
 * <p>Formula: with ln y = ln C − p ln x + a x^−s, s known, a unknown, every fitted number is off by
 * a times its own response to x^−s, and the fits over the lower and the upper half of the window
 * differ by D = a times the difference of their responses; so the whole window's number is off by
 * |D| times its response over that difference. Only the part of D beyond its own 95 % error counts,
 * √(D² − error²). Domain: corrections small against 1. Asserted by {@code ApproachTest}.
 */
final class Approach {
  private static final int LEAST_POINTS = 6;
  private static final HalfWidths NOTHING = new HalfWidths(0, 0, 0);

  private final Replicas replicas;
  private final FitWindow window;
  private final FitRules rules;

  private Approach(Replicas replicas, FitWindow window, FitRules rules) {
    this.replicas = replicas;
    this.window = window;
    this.rules = rules.withLeast(LEAST_POINTS);
  }

  /**
   * What remains; zeros if the rules name no correction or a half is too short to be fitted.
   *
   * @param replicas with positive values
   */
  static HalfWidths of(Replicas replicas, FitWindow window, FitRules rules) {
    double shortest = 2.0 * LEAST_POINTS / rules.pointsPerDecade();
    if (rules.correction().isEmpty() || window.decades() < shortest) {
      return NOTHING;
    }
    try {
      return new Approach(replicas, window, rules).remaining(rules.correction().getAsDouble());
    } catch (FitException e) {
      // A half without enough bins that hold data.
      return NOTHING;
    }
  }

  private HalfWidths remaining(double s) {
    double middle = Math.sqrt(window.from() * window.to());
    FitWindow low = new FitWindow(window.from(), middle);
    FitWindow high = new FitWindow(middle, window.to());
    LineFit whole = response(window, s);
    LineFit inLow = response(low, s);
    LineFit inHigh = response(high, s);
    double slope = change(low, high, LineFit::exponent, HalfWidths::exponent);
    double level = change(low, high, LineFit::lnLevel, HalfWidths::lnLevel);
    double perSlope = slope / Math.abs(inHigh.exponent() - inLow.exponent());
    double perLevel = level / Math.abs(inHigh.lnLevel() - inLow.lnLevel());
    return new HalfWidths(
        perSlope * Math.abs(whole.exponent()),
        perSlope * Math.abs(whole.lnConstant()),
        perLevel * Math.abs(whole.lnLevel()));
  }

  /** What a fit makes of ln y = (x/x₀)^−s, x₀ the window's lower end. */
  private LineFit response(FitWindow part, double s) {
    double[] x = replicas.wholes().get(0).x();
    double[] y = Arrays.stream(x).map(v -> Math.exp(Math.pow(v / window.from(), -s))).toArray();
    int first = 0;
    while (first < x.length - 1 && x[first + 1] <= window.from()) {
      first++;
    }
    return LineFit.of(
        new Series(x, y).slice(first, x.length), part, rules.withTheoreticalExponent(0));
  }

  /** Change from the lower to the upper half, beyond its own error. */
  private double change(
      FitWindow low,
      FitWindow high,
      ToDoubleFunction<LineFit> number,
      ToDoubleFunction<HalfWidths> error) {
    List<Series> wholes = replicas.wholes();
    double difference =
        PowerLawFits.Lines.of(wholes, high, rules).mean(number)
            - PowerLawFits.Lines.of(wholes, low, rules).mean(number);
    double noise =
        Math.hypot(
            error.applyAsDouble(StatisticalError.of(replicas, high, rules).halfWidths95()),
            error.applyAsDouble(StatisticalError.of(replicas, low, rules).halfWidths95()));
    return Math.sqrt(Math.max(0, difference * difference - noise * noise));
  }
}
