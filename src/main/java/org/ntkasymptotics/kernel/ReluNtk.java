package org.ntkasymptotics.kernel;

/**
 * Θ of a shallow ReLU network, σ_w²/(2π) r r′ (sin φ + 2 (π − φ) cos φ). Source: the paper,
 * equation 14; theory, section 2. Domain: φ in [0, π]; σ_w² r² for coinciding points, 0 for
 * antipodal ones. Error: 4 ulp of √(Θ(x,x) Θ(x′,x′)), asserted by {@code NtkKernelTest}.
 */
public record ReluNtk(double sigmaW, double sigmaB) implements AngleKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withScales("relu-ntk", "relu-ntk", (arguments, w, b) -> new ReluNtk(w, b));

  /** Checks σ_w > 0, σ_b ≥ 0. */
  public ReluNtk {
    AngleKernel.check(sigmaW, sigmaB);
  }

  @Override
  public double ofAngle(double r, double rp, double sine, double cosine, double phi) {
    return sigmaW * sigmaW / (2 * Math.PI) * (sine + 2 * cosine * (Math.PI - phi));
  }

  @Override
  public AngleKernel covariance() {
    return new ReluCovariance(sigmaW, sigmaB);
  }

  @Override
  public String kernelName() {
    return FAMILY.name();
  }
}
