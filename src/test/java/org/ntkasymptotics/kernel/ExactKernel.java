package org.ntkasymptotics.kernel;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The lifted angle and the kernels in 60-digit decimal arithmetic, by textbook formulas that share
 * nothing with the tested ones: |x̃ ∧ x̃′|² = |x̃|²|x̃′|² − (x̃·x̃′)², formed exactly.
 */
public final class ExactKernel {
  private static final MathContext MC = new MathContext(60);
  private static final BigDecimal PI =
      new BigDecimal(
          "3.14159265358979323846264338327950288419716939937510582097494459230781640629");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final BigDecimal w2;

  /** r r′ sin φ. */
  public final double sine;

  /** r r′ cos φ. */
  public final double cosine;

  /** φ. */
  public final double phi;

  /** r r′. */
  public final double product;

  private final BigDecimal s;
  private final BigDecimal c;
  private final BigDecimal angle;

  /** The exact angle between two points given in doubles. */
  public ExactKernel(double[] x, double[] y, double sigmaW, double sigmaB) {
    w2 = new BigDecimal(sigmaW).pow(2);
    BigDecimal b2 = new BigDecimal(sigmaB).pow(2);
    BigDecimal xx = w2.multiply(dot(x, x)).add(b2);
    BigDecimal yy = w2.multiply(dot(y, y)).add(b2);
    c = w2.multiply(dot(x, y)).add(b2);
    BigDecimal rr = xx.multiply(yy).sqrt(MC);
    s = xx.multiply(yy).subtract(c.pow(2)).sqrt(MC);
    BigDecimal q = rr.add(c.abs());
    BigDecimal half = q.signum() == 0 ? BigDecimal.ZERO : atan(s.divide(q, MC));
    BigDecimal acute = half.multiply(TWO);
    angle = c.signum() < 0 ? PI.subtract(acute) : acute;
    sine = s.doubleValue();
    cosine = c.doubleValue();
    phi = angle.doubleValue();
    product = rr.doubleValue();
  }

  /** Θ: σ_w²/(2π) r r′ (sin φ + 2 (π − φ) cos φ). */
  public double reluNtk() {
    return scaled(s.add(c.multiply(PI.subtract(angle)).multiply(TWO)));
  }

  /** Σ: σ_w²/(2π) r r′ (sin φ + (π − φ) cos φ). */
  public double reluCovariance() {
    return scaled(s.add(c.multiply(PI.subtract(angle))));
  }

  /** −σ_w²/(2π) r r′ φ. */
  public double reluNtkSingular() {
    return scaled(s.pow(2).add(c.pow(2)).sqrt(MC).multiply(angle).negate());
  }

  /** Σ of activation (z)₊^q, q whole: σ_w²/(2π) times the arc-cosine function of order q. */
  public double powerCovariance(int q) {
    return scaled(arcCosine(q));
  }

  /** Θ of activation (z)₊^q, q whole: Σ and q² cos φ times the function of order q − 1. */
  public double powerNtk(int q) {
    return scaled(
        arcCosine(q).add(BigDecimal.valueOf((long) q * q).multiply(c).multiply(arcCosine(q - 1))));
  }

  /** (r r′)ⁿ J_n, J_{n+1} = (2n+1) cos φ J_n + n² sin² φ J_{n−1}, J_0 = π − φ. */
  private BigDecimal arcCosine(int n) {
    BigDecimal before = PI.subtract(angle);
    BigDecimal now = s.add(c.multiply(before));
    if (n == 0) {
      return before;
    }
    for (int k = 1; k < n; k++) {
      BigDecimal next =
          c.multiply(now)
              .multiply(BigDecimal.valueOf(2L * k + 1))
              .add(s.pow(2).multiply(before).multiply(BigDecimal.valueOf((long) k * k)));
      before = now;
      now = next;
    }
    return now;
  }

  /** The kernel of that name. */
  public double value(NtkKernel kernel) {
    return switch (kernel.kernelName()) {
      case "relu-ntk" -> reluNtk();
      case "relu-covariance" -> reluCovariance();
      case "relu-ntk-singular" -> reluNtkSingular();
      default -> throw new IllegalArgumentException(kernel.kernelName());
    };
  }

  private double scaled(BigDecimal value) {
    return w2.multiply(value).divide(PI.multiply(TWO), MC).doubleValue();
  }

  private static BigDecimal dot(double[] x, double[] y) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < x.length; k++) {
      sum = sum.add(new BigDecimal(x[k]).multiply(new BigDecimal(y[k])));
    }
    return sum;
  }

  /** atan by four halvings of the angle and the power series. */
  public static BigDecimal atan(BigDecimal argument) {
    BigDecimal t = argument;
    int halvings = 0;
    while (t.compareTo(new BigDecimal("0.05")) > 0) {
      t = t.divide(t.pow(2).add(BigDecimal.ONE).sqrt(MC).add(BigDecimal.ONE), MC);
      halvings++;
    }
    BigDecimal square = t.multiply(t, MC);
    BigDecimal power = t;
    BigDecimal sum = t;
    for (int k = 1; k < 25; k++) {
      power = power.multiply(square, MC).negate();
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * k + 1), MC));
    }
    return sum.multiply(TWO.pow(halvings));
  }
}
