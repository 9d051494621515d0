package org.ntkasymptotics.fit;

import java.util.Arrays;

/**
 * A series averaged in logarithmic bins, so that every part of a decade counts the same however
 * many points lie in it. An exact power law stays exact: the means of ln x and ln y lie on its
 * line.
 *
 * @param width of a bin in ln x
 * @param lnX mean of ln x in each bin that holds data, ascending, length J
 * @param lnY mean of ln y there, length J
 */
record LogBins(double width, double[] lnX, double[] lnY) {

  /**
   * Bins of equal width over the window; empty ones are left out.
   *
   * @param series with positive values in the window
   */
  static LogBins of(Series series, FitWindow window, int bins) {
    double start = Math.log(window.from());
    double width = Math.log(window.to() / window.from()) / bins;
    double[] sumX = new double[bins];
    double[] sumY = new double[bins];
    int[] counts = new int[bins];
    for (int i = 0; i < series.size(); i++) {
      if (window.contains(series.x()[i])) {
        double lnX = Math.log(series.x()[i]);
        int bin = Math.max(0, Math.min(bins - 1, (int) Math.floor((lnX - start) / width)));
        sumX[bin] += lnX;
        sumY[bin] += Math.log(series.y()[i]);
        counts[bin]++;
      }
    }
    int filled = 0;
    for (int bin = 0; bin < bins; bin++) {
      if (counts[bin] > 0) {
        sumX[filled] = sumX[bin] / counts[bin];
        sumY[filled] = sumY[bin] / counts[bin];
        filled++;
      }
    }
    return new LogBins(width, Arrays.copyOf(sumX, filled), Arrays.copyOf(sumY, filled));
  }

  /**
   * Bins at the rules' density, more in a short window so that the fewest allowed can be reached.
   */
  static LogBins of(Series series, FitWindow window, FitRules rules) {
    long bins = Math.round(window.decades() * rules.pointsPerDecade());
    return of(series, window, (int) Math.max(bins, rules.minimumPoints()));
  }

  int size() {
    return lnX.length;
  }
}
