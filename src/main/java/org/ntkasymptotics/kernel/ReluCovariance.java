package org.ntkasymptotics.kernel;

/**
 * Covariance Σ of a shallow ReLU network, σ_w²/(2π) r r′ (sin φ + (π − φ) cos φ). Source: the
 * paper, equation 13; theory, section 2. Domain: φ in [0, π]; σ_w² r²/2 for coinciding points, 0
 * for antipodal ones. Error: 4 ulp of √(Σ(x,x) Σ(x′,x′)), asserted by {@code NtkKernelTest}.
 */
public record ReluCovariance(double sigmaW, double sigmaB) implements AngleKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withScales(
          "relu-covariance", "relu-covariance", (arguments, w, b) -> new ReluCovariance(w, b));

  /** Checks σ_w > 0, σ_b ≥ 0. */
  public ReluCovariance {
    AngleKernel.check(sigmaW, sigmaB);
  }

  @Override
  public double ofAngle(double r, double rp, double sine, double cosine, double phi) {
    return sigmaW * sigmaW / (2 * Math.PI) * (sine + cosine * (Math.PI - phi));
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
