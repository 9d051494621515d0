package org.ntkasymptotics.kernel;

/**
 * Leading singular part of the shallow ReLU NTK on the diagonal, −σ_w²/(2π) r r′ φ. Source: theory,
 * section 2 (the paper, equation 23, with r r′ kept in place of r²). Domain: φ in [0, π]; 0 for
 * coinciding points. Error: 4 ulp of r r′, asserted by {@code NtkKernelTest}.
 */
public record ReluNtkSingular(double sigmaW, double sigmaB) implements NtkKernel {

  /** Checks σ_w > 0, σ_b ≥ 0. */
  public ReluNtkSingular {
    NtkKernel.check(sigmaW, sigmaB);
  }

  @Override
  public double ofAngle(double sine, double cosine, double phi) {
    return -sigmaW * sigmaW / (2 * Math.PI) * (Math.sqrt(sine * sine + cosine * cosine) * phi);
  }

  @Override
  public String kernelName() {
    return "relu-ntk-singular";
  }
}
