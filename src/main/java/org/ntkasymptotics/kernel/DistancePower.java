package org.ntkasymptotics.kernel;

/**
 * The distance kernel ±|x − x′|^α, with the sign that makes it positive definite on vectors
 * orthogonal to polynomials of degree below α/2: − for α &lt; 2, + for 2 &lt; α &lt; 4. It is so
 * only there: a matrix has a negative eigenvalue or more besides, as for {@link ReluNtkSingular}.
 * Domain: 0 &lt; α ≤ 10 and no even number (that is a polynomial, of finite rank); 0 for coinciding
 * points. Error: 4 + α ulp, asserted by {@code DistanceKernelTest}.
 */
public record DistancePower(double alpha) implements DistanceKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withoutScales(
          "distance", "distance:alpha=1.0", a -> new DistancePower(a.number("alpha")));

  /** Checks α. */
  public DistancePower {
    if (!(alpha > 0 && alpha <= 10) || alpha % 2 == 0) {
      throw new IllegalArgumentException(
          "alpha must be positive, at most 10 and no even number; got " + alpha);
    }
  }

  @Override
  public double ofDistance(double distance) {
    // 0 is added so that coinciding points give 0, not −0.
    return sign() * Math.pow(distance, alpha) + 0.0;
  }

  /** −1 for α &lt; 2, +1 for 2 &lt; α &lt; 4, … */
  public double sign() {
    return Math.ceil(alpha / 2) % 2 == 0 ? 1 : -1;
  }

  @Override
  public String kernelName() {
    return FAMILY.name();
  }

  @Override
  public String spec() {
    return kernelName() + ":alpha=" + alpha;
  }
}
