package org.ntkasymptotics.theory;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;

/**
 * A smooth function of |x|² that is dear to evaluate, by interpolation: Chebyshev points in panels
 * of width 1 in u = log(1 + ratio |x|²), each filled when first asked for.
 *
 * <p>Sums of powers of 1 + ratio_l |x|² with ratio_l ≤ ratio have their singularities at Im u = ±π:
 * the error of {@value #NODES} points falls like (4π)^−{@value #NODES}, below rounding. Asserted by
 * SingularExpansionTest.
 */
final class RadialTable implements DoubleUnaryOperator {
  private static final int NODES = 16;
  private static final double[] PLACES = new double[NODES];

  static {
    Arrays.setAll(PLACES, k -> 0.5 * (1 - Math.cos(Math.PI * k / (NODES - 1))));
  }

  private final DoubleUnaryOperator exact;
  private final double ratio;
  private final Map<Integer, double[]> panels = new ConcurrentHashMap<>();

  private RadialTable(DoubleUnaryOperator exact, double ratio) {
    this.exact = exact;
    this.ratio = ratio;
  }

  /**
   * The function itself where its angular integrals close, a table of it otherwise.
   *
   * @param exact maps |x|² to the logarithm of an {@link AngularIntegral} of the other two
   * @param zeta may be null
   */
  static DoubleUnaryOperator of(
      DoubleUnaryOperator exact, SingularExpansion theta, SingularExpansion zeta) {
    if (!Double.isNaN(theta.commonRatio(zeta))) {
      return exact;
    }
    double other = zeta == null ? 0 : zeta.largestRatio();
    return new RadialTable(exact, Math.max(theta.largestRatio(), other));
  }

  @Override
  public double applyAsDouble(double norm2) {
    double u = Math.log1p(ratio * norm2);
    int panel = (int) u;
    double[] values = panels.computeIfAbsent(panel, this::fill);
    // Barycentric formula of the second kind for Chebyshev points of the second kind.
    double above = 0;
    double below = 0;
    for (int k = 0; k < NODES; k++) {
      double distance = u - node(panel, k);
      if (distance == 0) {
        return values[k];
      }
      double weight = (k % 2 == 0 ? 1 : -1) * (k == 0 || k == NODES - 1 ? 0.5 : 1) / distance;
      above += weight * values[k];
      below += weight;
    }
    return above / below;
  }

  private double[] fill(int panel) {
    double[] values = new double[NODES];
    for (int k = 0; k < NODES; k++) {
      values[k] = exact.applyAsDouble(Math.expm1(node(panel, k)) / ratio);
    }
    return values;
  }

  private static double node(int panel, int k) {
    return panel + PLACES[k];
  }
}
