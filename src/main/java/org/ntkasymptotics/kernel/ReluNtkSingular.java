package org.ntkasymptotics.kernel;

/**
 * Leading singular part of the shallow ReLU NTK on the diagonal, −σ_w²/(2π) r r′ φ. Source: theory,
 * section 2 (the paper, equation 23, with r r′ kept in place of r²). Domain: φ in [0, π]; 0 for
 * coinciding points. Error: 4 ulp of r r′, asserted by {@code NtkKernelTest}.
 */
public record ReluNtkSingular(double sigmaW, double sigmaB) implements AngleKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withScales(
          "relu-ntk-singular", "relu-ntk-singular", (arguments, w, b) -> new ReluNtkSingular(w, b));

  /** Checks σ_w > 0, σ_b ≥ 0. */
  public ReluNtkSingular {
    AngleKernel.check(sigmaW, sigmaB);
  }

  @Override
  public double ofAngle(double r, double rp, double sine, double cosine, double phi) {
    return -sigmaW * sigmaW / (2 * Math.PI) * (r * rp * phi);
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
