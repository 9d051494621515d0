package org.ntkasymptotics.kernel;

/**
 * NTK Θ of a shallow network with the activation (z)₊^q, σ_w² (r r′)^q g(φ), g = I_q(φ) + q² cos φ
 * I_{q−1}(φ), I_p = E[(z)₊^p (z′)₊^p]. Source: theory, section 4. Domain: ½ &lt; q ≤ 20, φ in [0,
 * π]; q = 1 is {@link ReluNtk}. Error: 24 ulp of √(Θ(x,x) Θ(x′,x′)), asserted by {@code
 * PowerKernelTest}.
 */
public record PowerNtk(PowerProfile profile, double sigmaW, double sigmaB) implements PowerKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withScales(
          "power-ntk", "power-ntk:q=1.5", (a, w, b) -> new PowerNtk(a.number("q"), w, b));

  /** Checks σ_w > 0, σ_b ≥ 0. */
  public PowerNtk {
    AngleKernel.check(sigmaW, sigmaB);
  }

  /** For an exponent ½ &lt; q ≤ 20. */
  public PowerNtk(double q, double sigmaW, double sigmaB) {
    this(PowerProfile.ofNtk(q), sigmaW, sigmaB);
  }

  @Override
  public AngleKernel covariance() {
    return new PowerCovariance(q(), sigmaW, sigmaB);
  }

  @Override
  public String kernelName() {
    return FAMILY.name();
  }
}
