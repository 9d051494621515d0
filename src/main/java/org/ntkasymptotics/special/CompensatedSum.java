package org.ntkasymptotics.special;

/**
 * A sum of products evaluated as if in twice the working precision and rounded once.
 *
 * <p>Source: T. Ogita, S. M. Rump, S. Oishi, "Accurate sum and dot product", SIAM J. Sci. Comput.
 * 26 (2005), algorithm Dot2 with a fused multiply-add. Error of the value: half an ulp of it plus
 * n² 2⁻¹⁰⁶ Σ|aᵢ bᵢ|, asserted by {@code CompensatedSumTest}.
 */
public final class CompensatedSum {
  private double high;
  private double low;

  /** Adds a b. */
  public void addProduct(double a, double b) {
    double product = a * b;
    low += Math.fma(a, b, -product);
    add(product);
  }

  /** Adds a. */
  public void add(double a) {
    double sum = high + a;
    double back = sum - high;
    low += (high - (sum - back)) + (a - back);
    high = sum;
  }

  /** The sum so far. */
  public double value() {
    return high + low;
  }

  /** What the rounding of {@link #value} took from the sum in twice the working precision. */
  public double remainder() {
    double value = high + low;
    return low - (value - high);
  }
}
