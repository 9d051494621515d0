package org.ntkasymptotics.kernel;

/**
 * A kernel Θ(x, x′) of an infinitely wide network with first-layer weights N(0, σ_w²) and biases
 * N(0, σ_b²).
 *
 * <p>Every kernel here depends on two points through the lifted vectors x̃ = (σ_w x, σ_b) alone:
 * through their norms r, r′ and the angle φ between them (theory, section 2). Each kernel is a
 * small record; the loops over pairs of points live in the back ends.
 */
public sealed interface NtkKernel permits ReluNtk, ReluCovariance, ReluNtkSingular {

  /** σ_w > 0, standard deviation of the weights. */
  double sigmaW();

  /** σ_b ≥ 0, standard deviation of the biases. */
  double sigmaB();

  /**
   * The entry as a function of the angle φ in [0, π] between x̃ and x̃′.
   *
   * @param sine r r′ sin φ ≥ 0
   * @param cosine r r′ cos φ
   * @param phi φ itself, accurate also where it is tiny or close to π
   */
  double ofAngle(double sine, double cosine, double phi);

  /** The name by which the command line and experiment files call this kernel. */
  String kernelName();

  /**
   * The kernel called {@code kernelName}.
   *
   * @throws IllegalArgumentException for an unknown name or values outside the domain
   */
  static NtkKernel named(String kernelName, double sigmaW, double sigmaB) {
    return switch (kernelName) {
      case "relu-ntk" -> new ReluNtk(sigmaW, sigmaB);
      case "relu-covariance" -> new ReluCovariance(sigmaW, sigmaB);
      case "relu-ntk-singular" -> new ReluNtkSingular(sigmaW, sigmaB);
      default ->
          throw new IllegalArgumentException(
              "the kernel must be relu-ntk, relu-covariance or relu-ntk-singular; got \""
                  + kernelName
                  + "\"");
    };
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

  /**
   * Θ(x, x′), accurate to a few ulp of √(Θ(x,x) Θ(x′,x′)) for all pairs: the plain reference.
   *
   * @param x point of length d
   * @param y point of length d
   */
  default double entry(double[] x, double[] y) {
    LiftedAngle angle = LiftedAngle.between(x, y, sigmaW(), sigmaB());
    return ofAngle(angle.sine(), angle.cosine(), angle.phi());
  }
}
