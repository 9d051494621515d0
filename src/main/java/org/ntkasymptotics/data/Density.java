package org.ntkasymptotics.data;

/** A probability density μ on R^d that can be evaluated. */
public interface Density {

  /** d. */
  int dimension();

  /** log μ(x), −∞ outside the support; x has length d. */
  double logDensity(double[] x);
}
