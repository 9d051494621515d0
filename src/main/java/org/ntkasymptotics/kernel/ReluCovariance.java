package org.ntkasymptotics.kernel;

/** Covariance Σ of a shallow ReLU network, σ_w²/(2π) r r′ (sin φ + (π − φ) cos φ). */
public record ReluCovariance(double sigmaW, double sigmaB) implements NtkKernel {

  @Override
  public double ofAngle(double sine, double cosine, double phi) {
    return sigmaW * sigmaW / (2 * Math.PI) * (sine + cosine * (Math.PI - phi));
  }

  @Override
  public String kernelName() {
    return "relu-covariance";
  }
}
