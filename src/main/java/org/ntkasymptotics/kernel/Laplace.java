package org.ntkasymptotics.kernel;

/**
 * The Laplace kernel exp(−|x − x′|/length). Domain: length &gt; 0; 1 for coinciding points. Error:
 * 4 ulp of 1, asserted by {@code DistanceKernelTest}.
 */
public record Laplace(double length) implements DistanceKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withoutScales(
          "laplace", "laplace:length=1.0", a -> new Laplace(a.number("length", 1.0)));

  /** Checks length > 0. */
  public Laplace {
    DistanceKernel.checkPositive("length", length);
  }

  @Override
  public double ofDistance(double distance) {
    return Math.exp(-distance / length);
  }

  @Override
  public String kernelName() {
    return FAMILY.name();
  }

  @Override
  public String spec() {
    return kernelName() + ":length=" + length;
  }
}
