package org.ntkasymptotics.fit;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How to fit; {@link #standard()} suits eigenvalues and partial sums, {@link #forLoss()} loss
 * curves. Source of the rules: theory notes, section 9.
 *
 * @param pointsPerDecade logarithmic bins per decade of x; every bin counts the same
 * @param minimumPoints fewest bins with data in a window that is fitted
 * @param advisedDecades a window shorter than this is fitted with a note saying so
 * @param moveFactor factor by which the ends of the window are moved for the systematic part
 * @param localHalfWidth half-width, in decades, over which the local exponent is smoothed
 * @param theoreticalExponent p of the law y = C x^−p if it is known: the constant is then also
 *     given at it
 * @param correction s if the law's first correction is known to fall like x^−s: what the series'
 *     drift across the window leaves to come then counts as systematic, see {@link Approach}
 * @param reach moves of the window's ends that leave this window are not made; absent: all the data
 * @param correctionFitted whether a term a x^−s, a free, is fitted along, so that the law's own
 *     numbers are free of its first correction; takes several series
 */
public record FitRules(
    int pointsPerDecade,
    int minimumPoints,
    double advisedDecades,
    double moveFactor,
    double localHalfWidth,
    OptionalDouble theoreticalExponent,
    OptionalDouble correction,
    Optional<FitWindow> reach,
    boolean correctionFitted) {

  /** Checks the ranges. */
  public FitRules {
    if (pointsPerDecade < 4 || minimumPoints < 6 || !(moveFactor > 1) || !(localHalfWidth > 0)) {
      throw new FitException(
          "fit rules need pointsPerDecade >= 4, minimumPoints >= 6, moveFactor > 1,"
              + " localHalfWidth > 0; got "
              + pointsPerDecade
              + ", "
              + minimumPoints
              + ", "
              + moveFactor
              + ", "
              + localHalfWidth);
    }
  }

  /** 20 bins a decade, at least 8 of them, one decade advised, ends moved by 2, slope over ±0.2. */
  public static FitRules standard() {
    return ofUnknownLaw(1.0, 0.2);
  }

  /**
   * As {@link #standard()}, but 1.5 decades of t advised: loss curves oscillate about their law.
   */
  public static FitRules forLoss() {
    return ofUnknownLaw(1.5, 0.25);
  }

  private static FitRules ofUnknownLaw(double advisedDecades, double localHalfWidth) {
    OptionalDouble unknown = OptionalDouble.empty();
    return new FitRules(
        20, 8, advisedDecades, 2.0, localHalfWidth, unknown, unknown, Optional.empty(), false);
  }

  /** With the exponent p that theory gives. */
  public FitRules withTheoreticalExponent(double p) {
    return with(minimumPoints, OptionalDouble.of(p), correction, reach, correctionFitted);
  }

  /** With a limit to the moves of the window's ends, for example where the law is known to end. */
  public FitRules withReach(FitWindow limit) {
    Optional<FitWindow> end = Optional.of(limit);
    return with(minimumPoints, theoreticalExponent, correction, end, correctionFitted);
  }

  /** With the exponent s of the law's first correction x^−s, if it is known. */
  public FitRules withCorrection(OptionalDouble s) {
    return with(minimumPoints, theoreticalExponent, s, reach, correctionFitted);
  }

  /** With a term for the first correction fitted along, or without. */
  public FitRules withCorrectionFitted(boolean fitted) {
    return with(minimumPoints, theoreticalExponent, correction, reach, fitted);
  }

  /** With another least number of bins. */
  FitRules withLeast(int points) {
    return with(points, theoreticalExponent, correction, reach, correctionFitted);
  }

  private FitRules with(
      int least, OptionalDouble p, OptionalDouble s, Optional<FitWindow> end, boolean fitted) {
    return new FitRules(
        pointsPerDecade, least, advisedDecades, moveFactor, localHalfWidth, p, s, end, fitted);
  }
}
