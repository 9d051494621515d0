package org.ntkasymptotics.fit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The local exponent p(x) = −d ln y/d ln x, smoothed: at every x the least-squares slope over the
 * logarithmic bins within a stated half-width.
 *
 * @param x centres, ascending, length J; only where the whole width lies in the data
 * @param exponents p there, mean over the data sets, length J
 * @param halfWidth of the smoothing, decades of x
 */
public record LocalExponent(double[] x, double[] exponents, double halfWidth) {
  private static final int LEAST_BINS = 3;

  /** Of one series, at the rules' density and half-width; empty if the series is too short. */
  public static LocalExponent of(Series series, FitRules rules) {
    return of(List.of(series), rules);
  }

  /**
   * Mean over several series, where all of them have data.
   *
   * @param wholes with positive values
   */
  static LocalExponent of(List<Series> wholes, FitRules rules) {
    double from = wholes.stream().mapToDouble(s -> s.x()[0]).max().orElseThrow();
    double to = wholes.stream().mapToDouble(s -> s.x()[s.size() - 1]).min().orElseThrow();
    double step = Math.log(10) / rules.pointsPerDecade();
    double half = rules.localHalfWidth() * Math.log(10);
    int centres = (int) Math.floor((Math.log(to / from) - 2 * half) / step) + 1;
    List<double[]> curve = new ArrayList<>();
    if (from < to) {
      int bins = (int) Math.max(1, Math.round(Math.log(to / from) / step));
      List<LogBins> means =
          wholes.stream().map(s -> LogBins.of(s, new FitWindow(from, to), bins)).toList();
      for (int k = 0; k < centres; k++) {
        double centre = Math.log(from) + half + k * step;
        double slope = 0;
        for (LogBins mean : means) {
          slope += slope(mean, centre, half) / means.size();
        }
        if (!Double.isNaN(slope)) {
          curve.add(new double[] {Math.exp(centre), -slope});
        }
      }
    }
    return new LocalExponent(
        curve.stream().mapToDouble(p -> p[0]).toArray(),
        curve.stream().mapToDouble(p -> p[1]).toArray(),
        rules.localHalfWidth());
  }

  /** Number of centres. */
  public int size() {
    return x.length;
  }

  /** Least-squares slope over the bins within half of the centre, NaN if they are too few. */
  private static double slope(LogBins bins, double centre, double half) {
    SimpleRegression line = new SimpleRegression();
    for (int j = 0; j < bins.size(); j++) {
      if (Math.abs(bins.lnX()[j] - centre) <= half) {
        line.addData(bins.lnX()[j], bins.lnY()[j]);
      }
    }
    return line.getN() < LEAST_BINS ? Double.NaN : line.getSlope();
  }
}
