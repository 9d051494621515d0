package org.ntkasymptotics.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
  private static final double NEGLIGIBLE_WEIGHT = 1e-6;

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
    List<LineGivenCorrelation> parts =
        IntStream.range(0, CORRELATIONS)
            .mapToDouble(i -> Math.tanh(LARGEST_ARTANH * i / (CORRELATIONS - 1)))
            .mapToObj(rho -> LineGivenCorrelation.of(residuals, column, gaps, rho, a, b))
            .toList();
    int columns = column == null ? 1 : 2;
    return halfWidth95(parts, new TDistribution(null, residuals.length - columns));
  }

  /** Half-width about 0 that holds 95 % of the weighted Student distributions. */
  private static double halfWidth95(List<LineGivenCorrelation> parts, TDistribution student) {
    double top = parts.stream().mapToDouble(LineGivenCorrelation::logWeight).max().orElseThrow();
    double[] weights =
        parts.stream().mapToDouble(part -> Math.exp(part.logWeight() - top)).toArray();
    double total = Arrays.stream(weights).sum();
    double far = student.inverseCumulativeProbability(0.9999);
    double farthest =
        parts.stream()
            .mapToDouble(part -> Math.abs(part.centre()) + far * part.scale())
            .max()
            .orElseThrow();
    UnivariateFunction excess =
        half -> {
          double inside = 0;
          for (int i = 0; i < weights.length; i++) {
            if (weights[i] > NEGLIGIBLE_WEIGHT * total) {
              LineGivenCorrelation part = parts.get(i);
              inside +=
                  (weights[i] / total)
                      * (student.cumulativeProbability((half - part.centre()) / part.scale())
                          - student.cumulativeProbability((-half - part.centre()) / part.scale()));
            }
          }
          return inside - 0.95;
        };
    return new BrentSolver(1e-4, farthest * 1e-6).solve(200, excess, 0, farthest);
  }
}
