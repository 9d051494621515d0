package org.ntkasymptotics.kernel;

import org.ntkasymptotics.special.CompensatedSum;

/**
 * An isotropic kernel: a function of the distance |x − x′| alone. No network stands behind it and
 * it has neither σ_w nor σ_b.
 */
public sealed interface DistanceKernel extends NtkKernel permits Laplace, Matern, DistancePower {

  /**
   * The entry as a function of the distance.
   *
   * @param distance |x − x′| ≥ 0, not scaled
   */
  double ofDistance(double distance);

  @Override
  default double entry(double[] x, double[] y) {
    CompensatedSum square = new CompensatedSum();
    for (int k = 0; k < x.length; k++) {
      double difference = x[k] - y[k];
      square.addProduct(difference, difference);
    }
    return ofDistance(Math.sqrt(square.value()));
  }

  /**
   * Checks the domain of a parameter.
   *
   * @throws IllegalArgumentException unless it is positive and finite
   */
  static void checkPositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite; got " + value);
    }
  }
}
