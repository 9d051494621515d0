package org.ntkasymptotics.kernel;

/**
 * The hidden layers of an infinitely wide ReLU network as seen by a pair of points: norms of one
 * point and the step from one layer's angle to the next.
 *
 * <p>Formula: r_1 = r, r_{l+1}² = (σ_w²/2) r_l² + σ_b², that is r_l² = p_l r² + q_l. With a_l =
 * √(σ_w²/2) r_l/r_{l+1} and b_l = σ_b/r_{l+1}, so that a_l² + b_l² = 1, and κ(φ) = (sin φ + (π − φ)
 * cos φ)/π = 1 − h:
 *
 * <pre>
 * cos φ_{l+1}  = A κ + B,                          A = a a′, B = b b′
 * sin² φ_{l+1} = A h (A (2 − h) + 2 B) + m²,       m = a b′ − a′ b
 * T_{l+1}      = cos φ_{l+1} + A (1 − φ_l/π) T_l,  T_1 = cos φ_1, T = Θ_l/(r_l r_l′)
 * </pre>
 *
 * <p>Every term of sin² is positive: the angle loses nothing by cancellation, however small it is
 * or close to π, and the steps contract its error. Source: theory, section 6, with differences of
 * squares written as products. Domain: σ_w² r_l²/2 within the range of doubles. Error: φ_l within 4
 * l ulp, absolute.
 */
public final class ReluLayers {
  private final int hidden;
  private final double sigmaW;
  private final double sigmaB;
  private final double[] slope;
  private final double[] offset;

  /** The layers of a network with {@code hidden} hidden layers. */
  public ReluLayers(int hidden, double sigmaW, double sigmaB) {
    this.hidden = hidden;
    this.sigmaW = sigmaW;
    this.sigmaB = sigmaB;
    slope = new double[hidden];
    offset = new double[hidden];
    // σ_w² in two parts: its rounding would otherwise be raised to the power of the depth.
    double square = sigmaW * sigmaW;
    double rest = Math.fma(sigmaW, sigmaW, -square) / square;
    for (int l = 0; l < hidden; l++) {
      slope[l] = Math.pow(square / 2, l) * (1 + l * rest);
      offset[l] = l == 0 ? 0 : offset[l - 1] + sigmaB * sigmaB * slope[l - 1];
    }
  }

  /** Number of steps from one hidden layer to the next: one less than hidden layers. */
  public int steps() {
    return hidden - 1;
  }

  /** r_{l+1}, l = 0 … hidden − 1, of a point with r_1 = r. */
  public double norm(int l, double r) {
    return Math.sqrt(slope[l] * r * r + offset[l]);
  }

  /** a of the step from r_l = {@code from} to r_{l+1} = {@code to}; 1 where both vanish. */
  public double weightShare(double from, double to) {
    return to == 0 ? 1 : Math.sqrt(sigmaW * sigmaW / 2) * from / to;
  }

  /** b of the step to r_{l+1} = {@code to}; 0 where it vanishes. */
  public double biasShare(double to) {
    return to == 0 ? 0 : sigmaB / to;
  }

  /** The factor of one point in the output: √(σ_w²/2) r_hidden. */
  public double outputNorm(double r) {
    return Math.sqrt(sigmaW * sigmaW / 2) * norm(hidden - 1, r);
  }

  /**
   * The output of the network for a pair of points, by the recursion.
   *
   * @param r |x̃|
   * @param rp |x̃′|
   * @param sine r r′ sin φ
   * @param cosine r r′ cos φ
   * @param phi φ
   * @return {covariance, NTK}
   */
  double[] output(double r, double rp, double sine, double cosine, double phi) {
    double product = r * rp;
    if (product == 0) {
      return new double[2];
    }
    double s = sine / product;
    double c = cosine / product;
    double angle = phi;
    double theta = c;
    for (int l = 0; l < steps(); l++) {
      double to = norm(l + 1, r);
      double top = norm(l + 1, rp);
      double a = weightShare(norm(l, r), to);
      double ap = weightShare(norm(l, rp), top);
      double b = biasShare(to);
      double bp = biasShare(top);
      double h = fall(s, c, angle);
      double m = (a - ap) * bp - (b - bp) * ap;
      theta *= a * ap * (1 - angle / Math.PI);
      s = Math.sqrt(a * ap * h * (a * ap * (2 - h) + 2 * (b * bp)) + m * m);
      c = a * ap * (1 - h) + b * bp;
      theta += c;
      angle = Math.atan2(s, c);
    }
    double factor = outputNorm(r) * outputNorm(rp);
    double kappa = 1 - fall(s, c, angle);
    return new double[] {factor * kappa, factor * (kappa + theta * (1 - angle / Math.PI))};
  }

  /** h = 1 − κ ≥ 0. */
  private static double fall(double s, double c, double phi) {
    double fallOfCosine = c > 0 ? s * s / (1 + c) : 1 - c;
    return Math.max(0, fallOfCosine - (s - phi * c) / Math.PI);
  }
}
