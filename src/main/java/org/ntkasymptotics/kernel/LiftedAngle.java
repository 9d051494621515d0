package org.ntkasymptotics.kernel;

/**
 * The angle φ between the lifted points x̃ = (σ_w x, σ_b) and x̃′, free of cancellation.
 *
 * <p>Formula: with D = x − x′ taken component by component, |x̃ ∧ x̃′|² = σ_w² ( σ_w² Σ_{i&lt;j}
 * (D_i x′_j − D_j x′_i)² + σ_b² |D|² ), x̃·x̃′ = σ_w² x·x′ + σ_b², φ = atan2(|x̃ ∧ x̃′|, x̃·x̃′).
 * Source: theory, section 2. Special values: x = x′ gives φ = 0 exactly; σ_b = 0 and x′ = −x gives
 * φ = π.
 *
 * @param sine r r′ sin φ = |x̃ ∧ x̃′|
 * @param cosine r r′ cos φ = x̃·x̃′
 * @param phi φ in [0, π]
 */
public record LiftedAngle(double sine, double cosine, double phi) {

  /** The angle between two points of equal length d. */
  public static LiftedAngle between(double[] x, double[] y, double sigmaW, double sigmaB) {
    double dot = 0;
    double distance2 = 0;
    double wedge2 = 0;
    for (int i = 0; i < x.length; i++) {
      double di = x[i] - y[i];
      dot += x[i] * y[i];
      distance2 += di * di;
      for (int j = 0; j < i; j++) {
        double minor = di * y[j] - (x[j] - y[j]) * y[i];
        wedge2 += minor * minor;
      }
    }
    double w2 = sigmaW * sigmaW;
    double b2 = sigmaB * sigmaB;
    double sine = Math.sqrt(w2 * (w2 * wedge2 + b2 * distance2));
    double cosine = w2 * dot + b2;
    return new LiftedAngle(sine, cosine, Math.atan2(sine, cosine));
  }
}
