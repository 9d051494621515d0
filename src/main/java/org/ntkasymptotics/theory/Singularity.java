package org.ntkasymptotics.theory;

import java.util.List;

/**
 * The leading singularity of a kernel on the diagonal, θ̃_x(k) for large k, homogeneous of degree
 * −(d+α), where it may depend on the point x and the direction of k in any way.
 */
sealed interface Singularity permits SingularExpansion, NetworkSingularity {

  /** d, of R^d or of the manifold on which the points lie. */
  int dimension();

  /** α. */
  double order();

  /**
   * log θ̃_x(n)^p, without bias where θ̃ is an estimate.
   *
   * @param x length d
   * @param n unit vector of length d
   */
  double logSymbolPower(double[] x, double[] n, double p);

  /** log γ_x, γ_x = (2π)^{−d} d^{−1} ∫_{|n|=1} θ̃_x(n)^{d/(d+α)} dS(n). */
  double logGammaAt(double[] x);

  /** n from which on eigenvalues leave their law however large M is; infinite if they never do. */
  double lastIndex();

  /**
   * Estimates of the same of other resolution, the finer first, to judge this one by; none if it is
   * exact.
   */
  List<Singularity> others();
}
