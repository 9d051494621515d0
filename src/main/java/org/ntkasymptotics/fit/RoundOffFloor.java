package org.ntkasymptotics.fit;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a falling series stops saying anything. The floors of spectra, partial sums and spectral
 * losses follow from the arithmetic and are known beforehand (see the spectrum room); this one is
 * read off a series of which only the numbers are known.
 *
 * @param level values at or below it are not to be fitted
 * @param begins first x at or below it: everything from there on is dropped
 * @param reason in words
 */
public record RoundOffFloor(double level, double begins, String reason) {
  private static final double NOISE_MARGIN = 10;
  private static final double PLATEAU_MARGIN = 3;
  private static final double PLATEAU_FALL = 100;
  private static final double PLATEAU_SPREAD = 1.5;
  private static final double PLATEAU_DECADES = 0.3;

  /** The part of the series before the floor. */
  public Series cut(Series series) {
    return series.above(level);
  }

  /**
   * Looks for a floor. Rules: negative values are noise, so the floor is 10 times the largest of
   * them in size; zeros are a floor of 0; a tail that stays within a factor of 1.5 over its last
   * 0.3 decades of x, at less than 1/100 of the largest value and after a fall that was steep
   * before, is a plateau, and the floor is 3 times its level, the least at which a law added to the
   * plateau is still two thirds of the sum.
   *
   * @return empty if all values are positive and no plateau ends the series
   */
  public static Optional<RoundOffFloor> detect(Series series) {
    double[] y = series.y();
    double negative = 0;
    boolean zero = false;
    for (double value : y) {
      negative = Math.max(negative, -value);
      zero |= value == 0;
    }
    if (negative > 0) {
      return Optional.of(
          at(
              series,
              NOISE_MARGIN * negative,
              String.format(
                  Locale.ROOT,
                  "below %.0f times the largest negative value %.3g, which is noise",
                  NOISE_MARGIN,
                  -negative)));
    }
    Optional<RoundOffFloor> plateau = plateau(series);
    if (plateau.isPresent()) {
      return plateau;
    }
    return zero ? Optional.of(at(series, 0, "zeros")) : Optional.empty();
  }

  private static Optional<RoundOffFloor> plateau(Series series) {
    double[] x = series.x();
    double[] y = series.y();
    int last = y.length - 1;
    int begin = last;
    double low = y[last];
    double high = y[last];
    while (begin > 0
        && Math.max(high, y[begin - 1]) <= PLATEAU_SPREAD * Math.min(low, y[begin - 1])) {
      begin--;
      low = Math.min(low, y[begin]);
      high = Math.max(high, y[begin]);
    }
    double largest = high;
    for (double value : y) {
      largest = Math.max(largest, value);
    }
    double decades = Math.log10(x[last] / x[begin]);
    // A slow power law also stays within a factor 1.5 for long: compare with the slope before.
    double tailSlope = Math.log10(high / low) / Math.max(decades, PLATEAU_DECADES);
    double wholeSlope = Math.log10(largest / high) / Math.log10(x[begin] / x[0]);
    if (low > 0
        && decades >= PLATEAU_DECADES
        && largest > PLATEAU_FALL * high
        && tailSlope < wholeSlope / 4) {
      return Optional.of(
          at(
              series,
              PLATEAU_MARGIN * low,
              String.format(Locale.ROOT, "within a factor 3 of the plateau %.3g at the end", low)));
    }
    return Optional.empty();
  }

  private static RoundOffFloor at(Series series, double level, String reason) {
    for (int i = 0; i < series.size(); i++) {
      if (series.y()[i] <= level) {
        return new RoundOffFloor(level, series.x()[i], reason);
      }
    }
    return new RoundOffFloor(level, Double.POSITIVE_INFINITY, reason);
  }
}
