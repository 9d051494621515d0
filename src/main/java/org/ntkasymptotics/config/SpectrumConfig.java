package org.ntkasymptotics.config;

import org.ntkasymptotics.backend.Precision;

/**
 * How the spectrum is taken.
 *
 * @param dataSets independent data sets ≥ 1; several give the statistical part of the intervals
 * @param vectors whether the eigenvectors are computed and written
 * @param timesPerDecade points of the logarithmic grid of t for the loss curve
 * @param precision of the matrix and its eigenvalues
 * @param matrixFree whether no matrix is made
 */
public record SpectrumConfig(
    int dataSets,
    boolean vectors,
    int timesPerDecade,
    Precision precision,
    MatrixFreeConfig matrixFree) {

  /** One data set, no vectors, 20 times a decade, double precision. */
  static final SpectrumConfig DEFAULT =
      new SpectrumConfig(1, false, 20, Precision.DOUBLE, MatrixFreeConfig.DEFAULT);

  /** Checks the ranges. */
  public SpectrumConfig {
    if (dataSets < 1) {
      throw new IllegalArgumentException("data-sets must be at least 1, is " + dataSets);
    }
    if (timesPerDecade < 1) {
      throw new IllegalArgumentException(
          "times-per-decade must be at least 1, is " + timesPerDecade);
    }
    if (vectors && matrixFree.enabled()) {
      throw new IllegalArgumentException(
          "matrix-free has no eigenvectors: leave vectors or matrix-free out");
    }
  }
}
