package org.ntkasymptotics.kernel;

/**
 * Covariance Σ of a ReLU network with several hidden layers, all weights N(0, σ_w²), all biases but
 * the output's N(0, σ_b²): Σ_{l+1} = (σ_w²/2π) r_l r_l′ (sin φ_l + (π − φ_l) cos φ_l) + σ_b²,
 * evaluated by {@link ReluLayers}. One hidden layer is {@link ReluCovariance}. Source: the paper,
 * section 6.2; theory, section 6. Domain: φ in [0, π]. Error: 6 + (hidden − 1) ulp of √(Σ(x,x)
 * Σ(x′,x′)), asserted by {@code DeepReluTest}.
 *
 * @param hidden number of hidden layers
 */
public record DeepReluCovariance(int hidden, double sigmaW, double sigmaB)
    implements LayeredKernel {
  static final KernelFamily FAMILY =
      KernelFamily.withScales(
          "deep-relu-covariance",
          "deep-relu-covariance:hidden=3",
          (arguments, w, b) -> new DeepReluCovariance(arguments.integer("hidden"), w, b));

  /** Checks the domain of {@link LayeredKernel}. */
  public DeepReluCovariance {
    LayeredKernel.check(hidden, sigmaW, sigmaB);
  }

  @Override
  public double ofAngle(double r, double rp, double sine, double cosine, double phi) {
    return layers().output(r, rp, sine, cosine, phi)[0];
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
