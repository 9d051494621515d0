package org.ntkasymptotics.theory;

/** Predictions for one sample of M points, free of parameters: theory, section 9. */
public interface FiniteSamplePrediction {

  /** M. */
  int samples();

  /** λ̂ₙ for n = 0 … M − 1, descending: Λ (n + ½)^−ν corrected for finite M. */
  double[] eigenvalues();

  /** sₙ for n = 0 … M − 1 corrected for finite M, without K n^−κ's divergence at n = 0 removed. */
  double[] partialSums();

  /** L_M(t) at the given times t > 0. */
  double[] losses(double[] times);
}
