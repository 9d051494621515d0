package org.ntkasymptotics.kernel;

/** Θ of a shallow ReLU network, σ_w²/(2π) r r′ (sin φ + 2 (π − φ) cos φ). */
public record ReluNtk(double sigmaW, double sigmaB) implements NtkKernel {

  @Override
  public double ofAngle(double sine, double cosine, double phi) {
    return sigmaW * sigmaW / (2 * Math.PI) * (sine + 2 * cosine * (Math.PI - phi));
  }

  @Override
  public String kernelName() {
    return "relu-ntk";
  }
}
