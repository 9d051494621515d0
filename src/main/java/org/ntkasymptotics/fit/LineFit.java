package org.ntkasymptotics.fit;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Least squares of ln y on ln x over the logarithmic bins of one series in one window.
 *
 * @param bins what was fitted
 * @param exponent p, minus the slope
 * @param lnConstant ln C of the free fit
 * @param heldExponent p₀ that {@code lnLevel} holds (0 if the theory gives none)
 * @param lnLevel ln C with p = p₀
 */
record LineFit(
    LogBins bins, double exponent, double lnConstant, double heldExponent, double lnLevel) {

  /**
   * Fits.
   *
   * @throws FitException if fewer bins hold data than the rules ask for
   */
  static LineFit of(Series series, FitWindow window, FitRules rules) {
    LogBins bins = LogBins.of(series, window, rules);
    if (bins.size() < rules.minimumPoints()) {
      throw new FitException(
          "a fit needs data in at least "
              + rules.minimumPoints()
              + " separate logarithmic bins, the window "
              + window
              + " has "
              + bins.size()
              + "; widen it or measure more points");
    }
    double held = rules.theoreticalExponent().orElse(0);
    SimpleRegression line = new SimpleRegression();
    double level = 0;
    for (int j = 0; j < bins.size(); j++) {
      line.addData(bins.lnX()[j], bins.lnY()[j]);
      level += bins.lnY()[j] + held * bins.lnX()[j];
    }
    return new LineFit(bins, -line.getSlope(), line.getIntercept(), held, level / bins.size());
  }

  /** ln y minus the fitted line, length J. */
  double[] residuals() {
    return residuals(exponent, lnConstant);
  }

  /** ln y minus the line of the held exponent, length J. */
  double[] heldResiduals() {
    return residuals(heldExponent, lnLevel);
  }

  private double[] residuals(double p, double lnC) {
    double[] residuals = new double[bins.size()];
    for (int j = 0; j < residuals.length; j++) {
      residuals[j] = bins.lnY()[j] - lnC + p * bins.lnX()[j];
    }
    return residuals;
  }
}
