package org.ntkasymptotics.kernel;

/** Leading singular part of the shallow ReLU NTK on the diagonal, −σ_w²/(2π) r r′ φ. */
public record ReluNtkSingular(double sigmaW, double sigmaB) implements NtkKernel {

  @Override
  public double ofAngle(double sine, double cosine, double phi) {
    return sigmaW * sigmaW / (2 * Math.PI) * (-Math.hypot(sine, cosine) * phi);
  }

  @Override
  public String kernelName() {
    return "relu-ntk-singular";
  }
}
