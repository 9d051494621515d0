package org.ntkasymptotics.kernel;

/**
 * The Matérn kernel 2^{1−ν}/Γ(ν) z^ν K_ν(z), z = √(2ν) |x − x′|/length, with smoothness ν &gt; 0:
 * at ν = ½ it is {@link Laplace}, whole ν (a logarithm in the singularity) included. Domain: ν ≤
 * 10, length &gt; 0; 1 for coinciding points. Error: see {@link MaternProfile}.
 */
public record Matern(MaternProfile profile, double length) implements DistanceKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withoutScales(
          "matern",
          "matern:smoothness=1.5,length=1.0",
          a -> new Matern(a.number("smoothness"), a.number("length", 1.0)));

  /** Checks length > 0. */
  public Matern {
    DistanceKernel.checkPositive("length", length);
  }

  /** For a smoothness 0 &lt; ν ≤ 10. */
  public Matern(double smoothness, double length) {
    this(new MaternProfile(smoothness), length);
  }

  /** ν. */
  public double smoothness() {
    return profile.smoothness();
  }

  @Override
  public double ofDistance(double distance) {
    return profile.at(Math.sqrt(2 * smoothness()) * (distance / length));
  }

  /** z over the distance, √(2ν)/length. */
  public double rate() {
    return Math.sqrt(2 * smoothness()) / length;
  }

  @Override
  public String kernelName() {
    return FAMILY.name();
  }

  @Override
  public String spec() {
    return kernelName() + ":smoothness=" + smoothness() + ",length=" + length;
  }
}
