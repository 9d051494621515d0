package org.ntkasymptotics.theory;

/** Predictions for one sample of M points, free of parameters: theory, section 9. */
public interface FiniteSamplePrediction {

  /** M. */
  int samples();

  /** λ̂ₙ for n = 0 … M − 1, descending: Λ (n + ½)^−ν corrected for finite M. */
  double[] eigenvalues();

  /** Whether the target has a law, so that partial sums and losses can be predicted. */
  boolean hasLoss();

  /**
   * sₙ for n = 0 … M − 1: K n^−κ corrected for finite M (n = 0 is given at ½). Asymptotic: at small
   * n it may exceed the whole energy Σ c².
   *
   * @throws IllegalStateException unless {@link #hasLoss}
   */
  double[] partialSums();

  /**
   * L_M(t) at the given times t &gt; 0: C t^−ξ corrected for finite M. Asymptotic: at small t it
   * may exceed L(0).
   *
   * @throws IllegalStateException unless {@link #hasLoss}
   */
  double[] losses(double[] times);
}
