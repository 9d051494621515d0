package org.ntkasymptotics.fit;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * 95 % half-widths from one series alone, whose residuals are correlated along ln x (ordinary
 * least-squares errors take them as independent and are far too small).
 *
 * <p>The larger one of two estimates. (1) Residuals as an autoregressive process, correlation ρ^{|i
 * − j|}: the least-squares estimate w·y has variance σ² wᵀRw; σ² = RSS/tr(MR) and Satterthwaite's
 * degrees of freedom tr(MR)²/tr(MRMR), M the projection off the fitted line, are exact for known ρ;
 * ρ is the lag-one autocorrelation of the residuals corrected for its bias −(2 + 4ρ)/J after a
 * line, −(1 + 3ρ)/J after a mean (Marriott and Pope, Biometrika 41, 1954). (2) Batch means: up to
 * six contiguous disjoint segments, each replaced by its mean, and the usual errors of a fit to
 * those with Student's t; right if a segment is longer than the correlation.
 *
 * <p>Coverage is asserted in {@code SingleSeriesCoverageTest}.
 */
final class CorrelatedResiduals {
  // Beyond this the window holds less than about one independent residual.
  private static final double LARGEST_CORRELATION = 0.97;
  private static final int BATCHES = 6;

  private CorrelatedResiduals() {}

  static HalfWidths halfWidths95(LineFit fit) {
    return autoregressive(fit).orLarger(batchMeans(fit.bins(), fit.heldExponent()));
  }

  static HalfWidths autoregressive(LineFit fit) {
    double[] x = fit.bins().lnX();
    int points = x.length;
    double mean = 0;
    for (double v : x) {
      mean += v / points;
    }
    double spread = 0;
    for (double v : x) {
      spread += (v - mean) * (v - mean);
    }
    double[] constant = new double[points];
    double[] slope = new double[points];
    double[] intercept = new double[points];
    double[] level = new double[points];
    double[] unitSlope = new double[points];
    for (int j = 0; j < points; j++) {
      constant[j] = 1 / Math.sqrt(points);
      unitSlope[j] = (x[j] - mean) / Math.sqrt(spread);
      slope[j] = (x[j] - mean) / spread;
      level[j] = 1.0 / points;
      intercept[j] = level[j] - mean * slope[j];
    }
    double[] free = fit.residuals();
    double[][] freeR = correlation(x, fit.bins().width(), rho(free, 2, 4));
    double freeScale = scale95(free, freeR, constant, unitSlope);
    double[] held = fit.heldResiduals();
    double[][] heldR = correlation(x, fit.bins().width(), rho(held, 1, 3));
    double heldScale = scale95(held, heldR, constant);
    return new HalfWidths(
        freeScale * Math.sqrt(form(slope, freeR, slope)),
        freeScale * Math.sqrt(form(intercept, freeR, intercept)),
        heldScale * Math.sqrt(form(level, heldR, level)));
  }

  static HalfWidths batchMeans(LogBins bins, double heldExponent) {
    int points = bins.size();
    int batches = Math.min(BATCHES, points / 2);
    SimpleRegression line = new SimpleRegression();
    SummaryStatistics levels = new SummaryStatistics();
    for (int b = 0; b < batches; b++) {
      int begin = b * points / batches;
      int end = (b + 1) * points / batches;
      double sumX = 0;
      double sumY = 0;
      for (int j = begin; j < end; j++) {
        sumX += bins.lnX()[j];
        sumY += bins.lnY()[j];
      }
      line.addData(sumX / (end - begin), sumY / (end - begin));
      levels.addValue((sumY + heldExponent * sumX) / (end - begin));
    }
    double studentLine = student95(batches - 2);
    return new HalfWidths(
        studentLine * line.getSlopeStdErr(),
        studentLine * line.getInterceptStdErr(),
        student95(batches - 1) * levels.getStandardDeviation() / Math.sqrt(batches));
  }

  /** The factor t that a normal estimate's standard error is multiplied by for 95 %. */
  static double student95(double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(0.975);
  }

  /**
   * Lag-one autocorrelation ρ̂ with E ρ̂ = ρ − (a + bρ)/J undone, in [0, {@value
   * #LARGEST_CORRELATION}].
   */
  private static double rho(double[] residuals, double a, double b) {
    double lagged = 0;
    double square = 0;
    for (int j = 0; j < residuals.length; j++) {
      square += residuals[j] * residuals[j];
      lagged += j == 0 ? 0 : residuals[j] * residuals[j - 1];
    }
    if (square == 0) {
      return 0;
    }
    int points = residuals.length;
    double unbiased = (lagged / square + a / points) / (1 - b / points);
    return Math.max(0, Math.min(LARGEST_CORRELATION, unbiased));
  }

  /** R of shape (J, J): ρ to the power of the distance in bins (empty bins count as distance). */
  private static double[][] correlation(double[] x, double width, double rho) {
    double[][] r = new double[x.length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        r[i][j] = i == j ? 1 : rho == 0 ? 0 : Math.pow(rho, Math.abs(x[i] - x[j]) / width);
      }
    }
    return r;
  }

  /** t·σ for residuals left by a fit with the given orthonormal design columns. */
  private static double scale95(double[] residuals, double[][] r, double[]... design) {
    double trace = r.length;
    double traceSquare = 0;
    for (double[] row : r) {
      for (double v : row) {
        traceSquare += v * v;
      }
    }
    for (double[] q : design) {
      double[] rq = apply(r, q);
      trace -= dot(q, rq);
      traceSquare -= 2 * dot(rq, rq);
      for (double[] p : design) {
        double cross = dot(p, rq);
        traceSquare += cross * cross;
      }
    }
    double variance = dot(residuals, residuals) / trace;
    return student95(Math.max(1, trace * trace / traceSquare)) * Math.sqrt(variance);
  }

  private static double form(double[] v, double[][] r, double[] w) {
    return dot(v, apply(r, w));
  }

  private static double[] apply(double[][] r, double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      product[i] = dot(r[i], v);
    }
    return product;
  }

  private static double dot(double[] v, double[] w) {
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum += v[j] * w[j];
    }
    return sum;
  }
}
