package org.ntkasymptotics.kernel;

/**
 * Θ of a ReLU network with several hidden layers: Θ_{l+1} = Σ_{l+1} + (σ_w²/2)(1 − φ_l/π) Θ_l,
 * evaluated by {@link ReluLayers}. One hidden layer is {@link ReluNtk}. Source: the paper, section
 * 6.2; theory, section 6. Domain: φ in [0, π]. Error: 6 + (hidden − 1) ulp of √(Θ(x,x) Θ(x′,x′)),
 * asserted by {@code DeepReluTest}.
 *
 * @param hidden number of hidden layers
 */
public record DeepReluNtk(int hidden, double sigmaW, double sigmaB) implements LayeredKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withScales(
          "deep-relu-ntk",
          "deep-relu-ntk:hidden=3",
          (arguments, w, b) -> new DeepReluNtk(arguments.integer("hidden"), w, b));

  /** Checks the domain of {@link LayeredKernel}. */
  public DeepReluNtk {
    LayeredKernel.check(hidden, sigmaW, sigmaB);
  }

  @Override
  public double ofAngle(double r, double rp, double sine, double cosine, double phi) {
    return layers().output(r, rp, sine, cosine, phi)[1];
  }

  @Override
  public AngleKernel covariance() {
    return new DeepReluCovariance(hidden, sigmaW, sigmaB);
  }

  @Override
  public String kernelName() {
    return FAMILY.name();
  }
}
