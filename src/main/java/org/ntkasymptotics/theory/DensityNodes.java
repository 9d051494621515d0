package org.ntkasymptotics.theory;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.special.Gamma;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Points with weights, such that ∫ μ^p h dx ≈ Σ weight(i, p) h(x_i): random points, quadrature
 * nodes, or the data themselves with a nearest-neighbour estimate of μ. Source: theory, section 8.
 */
final class DensityNodes {
  private final RowMatrix points;
  private final double[] logDensity;
  private final double[] logVolume;
  private final int neighbours;
  private final boolean random;
  private final String method;
  private final DensityNodes coarse;

  /**
   * Nodes where the density is known.
   *
   * @param points (n, d)
   * @param logDensity log μ, length n
   * @param logVolume logarithm of the share of ∫ dx that a node stands for, length n
   * @param random whether the points are independent draws
   * @param method how they were placed, to follow "by"
   * @param coarse fewer nodes of the same kind, to judge the error by; null if random or exact
   */
  DensityNodes(
      RowMatrix points,
      double[] logDensity,
      double[] logVolume,
      boolean random,
      String method,
      DensityNodes coarse) {
    this(points, logDensity, logVolume, 0, random, method, coarse);
  }

  private DensityNodes(
      RowMatrix points,
      double[] logDensity,
      double[] logVolume,
      int neighbours,
      boolean random,
      String method,
      DensityNodes coarse) {
    this.points = points;
    this.logDensity = logDensity;
    this.logVolume = logVolume;
    this.neighbours = neighbours;
    this.random = random;
    this.method = method;
    this.coarse = coarse;
  }

  /**
   * Nodes where the density is estimated from the distance to the k-th neighbour.
   *
   * @param points (n, d), draws from μ
   * @param logDensity −log of (number of points) × (volume of the ball to the k-th neighbour)
   * @param neighbours k
   */
  static DensityNodes estimated(RowMatrix points, double[] logDensity, int neighbours) {
    double[] logVolume = new double[logDensity.length];
    for (int i = 0; i < logVolume.length; i++) {
      logVolume[i] = -Math.log(logVolume.length) - logDensity[i];
    }
    String method =
        "the average over the data with a density from the distances to their "
            + neighbours
            + "-th neighbours";
    return new DensityNodes(points, logDensity, logVolume, neighbours, true, method, null);
  }

  int size() {
    return logDensity.length;
  }

  String method() {
    return method;
  }

  boolean isRandom() {
    return random;
  }

  boolean isEstimated() {
    return neighbours > 0;
  }

  Optional<DensityNodes> coarse() {
    return Optional.ofNullable(coarse);
  }

  /** x_i. */
  double[] point(int i) {
    return points.row(i);
  }

  /** |x|². */
  static double norm2(double[] x) {
    double sum = 0;
    for (double coordinate : x) {
      sum += coordinate * coordinate;
    }
    return sum;
  }

  /** log of μ(x_i)^p, with the exact moment correction Γ(k)/Γ(k−p) where μ is estimated. */
  double logPower(int i, double p) {
    return p * logDensity[i] + momentCorrection(neighbours, p);
  }

  /** log of the weight in ∫ μ^p h dx. */
  double logWeight(int i, double p) {
    return logVolume[i] + p * logDensity[i] + momentCorrection(neighbours, p - 1);
  }

  /** log Γ(k)/Γ(k−p): makes the p-th power of the k-neighbour density unbiased; 0 for k = 0. */
  static double momentCorrection(int k, double p) {
    return k == 0 || p == 0 ? 0 : Gamma.logGamma(k) - Gamma.logGamma(k - p);
  }

  /** ∫ μ^p exp(logValue) dx; {@code logValue} maps |x|² of a node to a logarithm. */
  Estimate integral(double p, DoubleUnaryOperator logValue) {
    return integralAt(p, x -> logValue.applyAsDouble(norm2(x)));
  }

  /** The same; {@code logValue} maps a node to a logarithm. */
  Estimate integralAt(double p, ToDoubleFunction<double[]> logValue) {
    double[] terms = termsAt(p, logValue);
    if (random) {
      return Estimate.ofRandom(terms);
    }
    double value = Arrays.stream(terms).sum();
    double other = coarse == null ? value : Arrays.stream(coarse.termsAt(p, logValue)).sum();
    return Estimate.ofDeterministic(value, other);
  }

  /** The terms of {@link #integral}, length n. */
  double[] terms(double p, DoubleUnaryOperator logValue) {
    return termsAt(p, x -> logValue.applyAsDouble(norm2(x)));
  }

  private double[] termsAt(double p, ToDoubleFunction<double[]> logValue) {
    return map(i -> Math.exp(logWeight(i, p) + logValue.applyAsDouble(point(i))));
  }

  /** A value for every node. */
  double[] map(IntToDoubleFunction value) {
    double[] values = new double[size()];
    Arrays.parallelSetAll(values, value);
    return values;
  }
}
