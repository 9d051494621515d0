package org.ntkasymptotics.kernel;

/**
 * A kernel of an infinitely wide network with first-layer weights N(0, σ_w²) and biases N(0, σ_b²):
 * it depends on two points through the lifted vectors x̃ = (σ_w x, σ_b) alone, through their norms
 * r, r′ and the angle φ between them (theory, section 2).
 */
public sealed interface AngleKernel extends NtkKernel
    permits ReluNtk, ReluCovariance, ReluNtkSingular, PowerKernel, LayeredKernel {

  /** σ_w > 0, standard deviation of the weights. */
  double sigmaW();

  /** σ_b ≥ 0, standard deviation of the biases. */
  double sigmaB();

  /** The covariance, at initialisation, of the outputs of the networks that this kernel is of. */
  AngleKernel covariance();

  /**
   * The entry as a function of the norms and the angle φ in [0, π]; symmetric in r and r′.
   *
   * @param r |x̃| ≥ 0
   * @param rp |x̃′| ≥ 0
   * @param sine r r′ sin φ ≥ 0
   * @param cosine r r′ cos φ
   * @param phi φ itself, accurate also where it is tiny or close to π
   */
  double ofAngle(double r, double rp, double sine, double cosine, double phi);

  @Override
  default double entry(double[] x, double[] y) {
    LiftedAngle angle = LiftedAngle.between(x, y, sigmaW(), sigmaB());
    return ofAngle(angle.r(), angle.rp(), angle.sine(), angle.cosine(), angle.phi());
  }

  /**
   * Checks the domain of σ_w and σ_b.
   *
   * @throws IllegalArgumentException unless σ_w &gt; 0 and σ_b ≥ 0, both finite
   */
  static void check(double sigmaW, double sigmaB) {
    if (!(sigmaW > 0 && sigmaW < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("sigma_w must be positive and finite; got " + sigmaW);
    }
    if (!(sigmaB >= 0 && sigmaB < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("sigma_b must be 0 or positive, finite; got " + sigmaB);
    }
  }
}
