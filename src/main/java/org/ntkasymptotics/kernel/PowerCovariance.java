package org.ntkasymptotics.kernel;

/**
 * Covariance Σ of a shallow network with the activation (z)₊^q, σ_w² (r r′)^q g(φ), g = I_q(φ), I_p
 * = E[(z)₊^p (z′)₊^p]. Source: theory, section 4. Domain: ½ &lt; q ≤ 20, φ in [0, π]; q = 1 is
 * {@link ReluCovariance}. Error: 24 ulp of √(Σ(x,x) Σ(x′,x′)), asserted by {@code PowerKernelTest}.
 */
public record PowerCovariance(PowerProfile profile, double sigmaW, double sigmaB)
    implements PowerKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withScales(
          "power-covariance",
          "power-covariance:q=1.5",
          (a, w, b) -> new PowerCovariance(a.number("q"), w, b));

  /** Checks σ_w > 0, σ_b ≥ 0. */
  public PowerCovariance {
    AngleKernel.check(sigmaW, sigmaB);
  }

  /** For an exponent ½ &lt; q ≤ 20. */
  public PowerCovariance(double q, double sigmaW, double sigmaB) {
    this(PowerProfile.ofCovariance(q), sigmaW, sigmaB);
  }

  @Override
  public AngleKernel covariance() {
    return this;
  }

  @Override
  public String kernelName() {
    return FAMILY.name();
  }
}
