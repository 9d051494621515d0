package org.ntkasymptotics.kernel;

import org.ntkasymptotics.special.CompensatedSum;

/**
 * The angle φ between the lifted points x̃ = (σ_w x, σ_b) and x̃′, free of cancellation, O(d).
 *
 * <p>Formula: with r = |x̃| ≤ r′ = |x̃′| (else exchanged), e = x̃ − x̃′ r/r′ and f = x̃ + x̃′ r/r′
 * have lengths 2 r sin(φ/2) and 2 r cos(φ/2), so φ = 2 atan2(|e|, |f|) and r r′ sin φ = |e||f|
 * r′/(2r). Both are summed from differences: e = ρ (x̃ − x̃′) + x̃ δ, f = ρ (x̃ + x̃′) + x̃ δ with
 * ρ = r/r′ and δ = 1 − ρ = σ_w² (x′ − x)·(x′ + x) / (r′ (r + r′)). Source: W. Kahan, "How futile
 * are mindless assessments of roundoff", §12 (angle between vectors); theory, section 2. Domain:
 * σ_w |x| 0 or within 1e-140 … 1e140. Special values: x = x′ gives φ = 0 exactly; σ_b = 0 and x′ =
 * −x gives φ = π; x̃ = 0 gives 0, 0, 0. Error: φ within 4 ulp for given x, x′; sine and cosine
 * within 4 ulp of r r′, asserted by {@code LiftedAngleTest}.
 *
 * @param r the smaller of |x̃| and |x̃′|
 * @param rp the larger
 * @param sine r r′ sin φ = |x̃ ∧ x̃′|
 * @param cosine r r′ cos φ = x̃·x̃′
 * @param phi φ in [0, π]
 */
public record LiftedAngle(double r, double rp, double sine, double cosine, double phi) {

  /** The angle between two points of equal length d; r ≤ r′, whichever point that is. */
  public static LiftedAngle between(double[] x, double[] y, double sigmaW, double sigmaB) {
    double rx = norm(x, sigmaW, sigmaB);
    double ry = norm(y, sigmaW, sigmaB);
    return rx <= ry ? ordered(x, y, rx, ry, sigmaW, sigmaB) : ordered(y, x, ry, rx, sigmaW, sigmaB);
  }

  /** r = |x̃| = √(σ_w² |x|² + σ_b²). */
  public static double norm(double[] x, double sigmaW, double sigmaB) {
    CompensatedSum square = new CompensatedSum();
    for (double coordinate : x) {
      double lifted = sigmaW * coordinate;
      square.addProduct(lifted, lifted);
    }
    square.addProduct(sigmaB, sigmaB);
    return Math.sqrt(square.value());
  }

  private static LiftedAngle ordered(
      double[] x, double[] y, double r, double rp, double sigmaW, double sigmaB) {
    if (r == 0) {
      return new LiftedAngle(r, rp, 0, 0, 0);
    }
    CompensatedSum dot = new CompensatedSum();
    CompensatedSum growth = new CompensatedSum();
    for (int k = 0; k < x.length; k++) {
      double a = sigmaW * x[k];
      double b = sigmaW * y[k];
      dot.addProduct(a, b);
      growth.addProduct(sigmaW * (y[k] - x[k]), a + b);
    }
    dot.addProduct(sigmaB, sigmaB);
    double ratio = r / rp;
    double delta = growth.value() / (rp * (r + rp));
    CompensatedSum e2 = new CompensatedSum();
    CompensatedSum f2 = new CompensatedSum();
    for (int k = 0; k < x.length; k++) {
      double shift = sigmaW * x[k] * delta;
      double e = ratio * (sigmaW * (x[k] - y[k])) + shift;
      double f = ratio * (sigmaW * (x[k] + y[k])) + shift;
      e2.addProduct(e, e);
      f2.addProduct(f, f);
    }
    double e = sigmaB * delta;
    double f = sigmaB * (2 * ratio + delta);
    e2.addProduct(e, e);
    f2.addProduct(f, f);
    double difference = Math.sqrt(e2.value());
    double sum = Math.sqrt(f2.value());
    return new LiftedAngle(
        r, rp, difference * sum * (rp / (2 * r)), dot.value(), 2 * Math.atan2(difference, sum));
  }
}
