package org.ntkasymptotics.fit;

import java.util.Arrays;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * 95 % half-widths from one series alone, whose residuals are correlated along ln x. Ordinary
 * least-squares errors take them as independent and are far too small; plugging an estimated
 * correlation into the formula is little better, since in a short window the estimate is poor and
 * biased down.
 *
 * <p>Residuals are taken as a first-order autoregressive process, correlation ρ^distance (distance
 * in bins), with ρ unknown: for every ρ of a grid, evenly weighted in artanh ρ beforehand, the
 * generalised least-squares line has a Student distribution about β(ρ) with scale s(ρ), and ρ
 * itself the restricted likelihood |R|^{−½} |ZᵀZ|^{−½} RSS^{−(J−k)/2}, Z the whitened design (J
 * bins, k columns), RSS the whitened residual sum of squares. The half-width is that of the
 * interval about the reported (ordinary least-squares) value which holds 95 % of the mixture over
 * ρ.
 *
 * <p>Coverage is asserted in {@code SingleSeriesCoverageTest}; a window that holds only a few
 * correlation lengths has nothing to tell a slow wander from a slope, and coverage falls there.
 */
final class CorrelatedResiduals {
  // Even weight in artanh ρ up to ρ = 0.98, a correlation length of 50 bins: tried against even
  // weight in ρ (coverage down to 0.79 for ρ = 0.95 over a decade) and up to ρ = 0.99 (intervals
  // for
  // independent residuals 20 % wider again). Towards 1 the process is a random walk, whose mean no
  // window can tell.
  private static final double LARGEST_ARTANH = 2.3;
  private static final int CORRELATIONS = 28;

  private CorrelatedResiduals() {}

  static HalfWidths halfWidths95(LineFit fit) {
    double[] x = fit.bins().lnX();
    double mean = Arrays.stream(x).average().orElseThrow();
    double[] centred = Arrays.stream(x).map(v -> v - mean).toArray();
    double[] gaps = new double[x.length];
    for (int j = 1; j < x.length; j++) {
      gaps[j] = (x[j] - x[j - 1]) / fit.bins().width();
    }
    double[] free = fit.residuals();
    return new HalfWidths(
        halfWidth95(free, centred, gaps, 0, 1),
        halfWidth95(free, centred, gaps, 1, -mean),
        halfWidth95(fit.heldResiduals(), null, gaps, 1, 0));
  }

  /** The factor t that a normal estimate's standard error is multiplied by for 95 %. */
  static double student95(double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(0.975);
  }

  /**
   * Half-width of a·mean + b·slope.
   *
   * @param residuals of the least-squares fit, length J
   * @param column centred ln x, length J; null if only a mean was fitted
   * @param gaps distance to the bin before, in bins, length J
   */
  private static double halfWidth95(
      double[] residuals, double[] column, double[] gaps, double a, double b) {
    double size = Math.sqrt(Arrays.stream(residuals).map(r -> r * r).sum());
    if (size == 0) {
      return 0;
    }
    Mixture[] parts = new Mixture[CORRELATIONS];
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < CORRELATIONS; i++) {
      double rho = Math.tanh(LARGEST_ARTANH * i / (CORRELATIONS - 1));
      parts[i] = Mixture.of(residuals, column, gaps, rho, a, b);
      best = Math.max(best, parts[i].logWeight());
    }
    double top = best;
    double[] weights =
        Arrays.stream(parts).mapToDouble(p -> Math.exp(p.logWeight() - top)).toArray();
    double total = Arrays.stream(weights).sum();
    int columns = column == null ? 1 : 2;
    TDistribution student = new TDistribution(null, residuals.length - columns);
    double quantile = student.inverseCumulativeProbability(0.9999);
    double farthest = 0;
    for (Mixture part : parts) {
      farthest = Math.max(farthest, Math.abs(part.centre()) + quantile * part.scale());
    }
    UnivariateFunction missing =
        h -> {
          double inside = 0;
          for (int i = 0; i < CORRELATIONS; i++) {
            if (weights[i] > 1e-6 * total) {
              double s = parts[i].scale();
              double c = parts[i].centre();
              inside +=
                  weights[i]
                      / total
                      * (student.cumulativeProbability((h - c) / s)
                          - student.cumulativeProbability((-h - c) / s));
            }
          }
          return inside - 0.95;
        };
    return new BrentSolver(1e-4, farthest * 1e-6).solve(200, missing, 0, farthest);
  }

  /**
   * What one ρ says.
   *
   * @param logWeight logarithm of the restricted likelihood, up to a constant
   * @param centre of the number, relative to the least-squares value
   * @param scale of its Student distribution
   */
  private record Mixture(double logWeight, double centre, double scale) {

    static Mixture of(
        double[] residuals, double[] column, double[] gaps, double rho, double a, double b) {
      int points = residuals.length;
      double s00 = 0;
      double s01 = 0;
      double s11 = 0;
      double t0 = 0;
      double t1 = 0;
      double rr = 0;
      double logDeterminant = 0;
      for (int j = 0; j < points; j++) {
        double link = j == 0 || rho == 0 ? 0 : Math.pow(rho, gaps[j]);
        double spread = Math.sqrt(1 - link * link);
        double one = (1 - link) / spread;
        double r = (residuals[j] - (j == 0 ? 0 : link * residuals[j - 1])) / spread;
        double x = column == null ? 0 : (column[j] - (j == 0 ? 0 : link * column[j - 1])) / spread;
        s00 += one * one;
        s01 += one * x;
        s11 += x * x;
        t0 += one * r;
        t1 += x * r;
        rr += r * r;
        logDeterminant += 2 * Math.log(spread);
      }
      if (column == null) {
        double level = t0 / s00;
        double rss = Math.max(rr - t0 * level, Double.MIN_NORMAL);
        return new Mixture(
            -0.5 * (logDeterminant + Math.log(s00) + (points - 1) * Math.log(rss)),
            a * level,
            Math.abs(a) * Math.sqrt(rss / (points - 1) / s00));
      }
      double determinant = s00 * s11 - s01 * s01;
      double mean = (s11 * t0 - s01 * t1) / determinant;
      double slope = (s00 * t1 - s01 * t0) / determinant;
      double rss = Math.max(rr - mean * t0 - slope * t1, Double.MIN_NORMAL);
      double form = (a * a * s11 - 2 * a * b * s01 + b * b * s00) / determinant;
      return new Mixture(
          -0.5 * (logDeterminant + Math.log(determinant) + (points - 2) * Math.log(rss)),
          a * mean + b * slope,
          Math.sqrt(rss / (points - 2) * form));
    }
  }
}
