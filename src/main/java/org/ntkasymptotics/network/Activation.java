package org.ntkasymptotics.network;

/**
 * The activation φ(z) = (z)₊^q and its derivative φ′(z) = q (z)₊^{q−1}.
 *
 * <p>At z ≤ 0 both are exactly 0, also for q &lt; 1, where φ′ is unbounded as z → 0 from above: a
 * single point has no weight in the kernels, whose integrals exist for q &gt; ½ (theory, section
 * 4). φ = z φ′/q, so that one power gives both. Error: 12 roundings where 4q is whole and q ≤ 5,
 * for which roots are taken, otherwise those of {@link Math#pow}; asserted by {@code
 * ActivationTest}.
 *
 * @param exponent q &gt; ½; 1 is the ReLU
 */
public record Activation(double exponent) {
  /** q = 1. */
  public static final Activation RELU = new Activation(1);

  /** Beyond a few products the general power is as fast. */
  private static final int MOST_QUARTERS = 16;

  /** Checks the exponent. */
  public Activation {
    if (!(exponent > 0.5) || exponent == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "an activation exponent must be finite and above 1/2, below which its kernel has no"
              + " trace; is "
              + exponent);
    }
  }

  /** Whether this is the ReLU. */
  public boolean isRelu() {
    return exponent == 1;
  }

  /** φ(z). */
  public double value(double z) {
    return isRelu() ? Math.max(z, 0) : z > 0 ? z * power(z) : 0;
  }

  /** φ′(z). */
  public double slope(double z) {
    if (isRelu()) {
      return z > 0 ? 1 : 0;
    }
    return z > 0 ? exponent * power(z) : 0;
  }

  /**
   * φ and φ′ of many z.
   *
   * @param z length at least n; φ(z) on return
   * @param slopes φ′(z) on return, length at least n
   */
  public void apply(double[] z, double[] slopes, int n) {
    if (isRelu()) {
      for (int i = 0; i < n; i++) {
        slopes[i] = z[i] > 0 ? 1 : 0;
        z[i] = Math.max(z[i], 0);
      }
    } else {
      for (int i = 0; i < n; i++) {
        double positive = Math.max(z[i], 0);
        double power = positive > 0 ? power(positive) : 0;
        z[i] = positive * power;
        slopes[i] = exponent * power;
      }
    }
  }

  /** z^{q−1}, z &gt; 0. */
  private double power(double z) {
    double quarters = 4 * (exponent - 1);
    if (quarters != Math.rint(quarters) || quarters > MOST_QUARTERS) {
      return Math.pow(z, exponent - 1);
    }
    int rest = (int) quarters;
    double power = 1;
    if (rest < 0) {
      power = 1 / z;
      rest += 4;
    }
    for (; rest >= 4; rest -= 4) {
      power *= z;
    }
    double root = Math.sqrt(z);
    power *= rest >= 2 ? root : 1;
    return rest % 2 == 1 ? power * Math.sqrt(root) : power;
  }
}
