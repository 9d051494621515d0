package org.ntkasymptotics.fit;

import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Least squares of ln y on ln x over the logarithmic bins of one series in one window; with a term
 * a x^−s beside the line if the rules say so.
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
    if (rules.correctionFitted()) {
      return withTerm(bins, held, rules.correction().orElseThrow());
    }
    SimpleRegression line = new SimpleRegression();
    double level = 0;
    for (int j = 0; j < bins.size(); j++) {
      line.addData(bins.lnX()[j], bins.lnY()[j]);
      level += bins.lnY()[j] + held * bins.lnX()[j];
    }
    return new LineFit(bins, -line.getSlope(), line.getIntercept(), held, level / bins.size());
  }

  /** ln y = ln C − p ln x + a x^−s, C, p and a free; then with p held. */
  private static LineFit withTerm(LogBins bins, double held, double s) {
    double[][] free = new double[bins.size()][];
    double[][] term = new double[bins.size()][];
    double[] level = new double[bins.size()];
    for (int j = 0; j < free.length; j++) {
      double x = bins.lnX()[j];
      term[j] = new double[] {Math.exp(-s * (x - bins.lnX()[0]))};
      free[j] = new double[] {x, term[j][0]};
      level[j] = bins.lnY()[j] + held * x;
    }
    double[] all = solve(free, bins.lnY());
    return new LineFit(bins, -all[1], all[0], held, solve(term, level)[0]);
  }

  /** Least squares with a constant in front. */
  private static double[] solve(double[][] columns, double[] y) {
    OLSMultipleLinearRegression squares = new OLSMultipleLinearRegression();
    squares.newSampleData(y, columns);
    return squares.estimateRegressionParameters();
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
