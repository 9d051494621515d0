package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;

/**
 * The passes in double precision, the reference: every sum is formed two terms after the other two,
 * in stages for many points or neurons at a time. Plain loops, for JVMs without the vector module;
 * those of the ReLU hold no branch, so that the compiler vectorises them by itself.
 */
class DoubleDescent implements DescentArithmetic {
  /** Most points or neurons of a task; the loops are as long. */
  private static final int LONGEST = 512;

  /** There are at least as many tasks, for as many threads, while a task has {@link #PADDING}. */
  private static final int TASKS = 8;

  /** min(1, max(0, z) · STEEP) is 1[z > 0] for every z that is not subnormal, without a branch. */
  private static final double STEEP = 0x1p1022;

  private final Activation activation;
  private final double[][] x;
  private final double[] e;
  private final double[][] u;
  private final double[] v;

  /** Points (M, d), padded. */
  DoubleDescent(RowMatrix points, int neurons, Activation activation) {
    this.activation = activation;
    int d = points.columns();
    x = FloatDescent.liftedPoints(points);
    e = new double[x[0].length];
    u = new double[d + 1][neurons];
    v = new double[neurons];
  }

  @Override
  public void load(DescentParameters parameters, int from, int to) {
    for (int j = 0; j < u.length; j++) {
      System.arraycopy(parameters.lifted()[j], from, u[j], from, to - from);
    }
    System.arraycopy(parameters.output(), from, v, from, to - from);
  }

  @Override
  public void errors(double[] errors, int from, int to) {
    System.arraycopy(errors, from, e, from, to - from);
  }

  @Override
  public int pointsOfATask() {
    return share(e.length);
  }

  @Override
  public int neuronsOfATask() {
    return share(v.length);
  }

  private static int share(int length) {
    return Math.min(LONGEST, DescentParameters.paddedLength(length / TASKS + 1));
  }

  @Override
  public void outputs(double[] f, int from, int to) {
    double[] sums = new double[to - from];
    double[] one = new double[to - from];
    double[] other = new double[to - from];
    for (int i = 0; i < v.length; i += 2) {
      preactivations(x, u, i, from, one);
      preactivations(x, u, i + 1, from, other);
      if (activation.isRelu()) {
        addPositive(one, v[i], other, v[i + 1], sums);
      } else {
        addValues(one, v[i], sums);
        addValues(other, v[i + 1], sums);
      }
    }
    System.arraycopy(sums, 0, f, from, sums.length);
  }

  private void addValues(double[] z, double factor, double[] sums) {
    for (int k = 0; k < z.length; k++) {
      sums[k] += factor * activation.value(z[k]);
    }
  }

  @Override
  public void gradients(double[][] g, int from, int to) {
    double[][] sums = new double[g.length][to - from];
    double[] one = new double[to - from];
    double[] other = new double[to - from];
    for (int m = 0; m < e.length; m += 2) {
      weightedSlopes(m, from, one);
      weightedSlopes(m + 1, from, other);
      for (int j = 0; j < g.length; j++) {
        addTwo(one, x[j][m], other, x[j][m + 1], 0, sums[j]);
      }
    }
    for (int j = 0; j < g.length; j++) {
      System.arraycopy(sums[j], 0, g[j], from, to - from);
    }
  }

  /** e_m φ′(z) of the neurons from {@code from} on. */
  private void weightedSlopes(int m, int from, double[] z) {
    preactivations(u, x, m, from, z);
    if (activation.isRelu()) {
      setWherePositive(z, e[m]);
    } else {
      for (int k = 0; k < z.length; k++) {
        z[k] = e[m] * activation.slope(z[k]);
      }
    }
  }

  /**
   * Σ_i φ′(u_i·x̂) a_i·x̂ at the points from … to − 1.
   *
   * @param a (d + 1, padded N), component after component
   * @param image length M or more
   */
  void tangents(double[][] a, double[] image, int from, int to) {
    double[] sums = new double[to - from];
    double[] z = new double[to - from];
    double[] y = new double[to - from];
    for (int i = 0; i < v.length; i++) {
      preactivations(x, u, i, from, z);
      preactivations(x, a, i, from, y);
      if (activation.isRelu()) {
        addWherePositive(z, y, sums);
      } else {
        for (int k = 0; k < sums.length; k++) {
          sums[k] += activation.slope(z[k]) * y[k];
        }
      }
    }
    System.arraycopy(sums, 0, image, from, Math.min(to, image.length) - from);
  }

  /** z_k = Σ_j a_j,from+k b_ji. */
  private void preactivations(double[][] a, double[][] b, int i, int from, double[] z) {
    int j = 2 + a.length % 2;
    if (j == 2) {
      setTwo(a[0], b[0][i], a[1], b[1][i], from, z);
    } else {
      setThree(a[0], b[0][i], a[1], b[1][i], a[2], b[2][i], from, z);
    }
    for (; j < a.length; j += 2) {
      addTwo(a[j], b[j][i], a[j + 1], b[j + 1][i], from, z);
    }
  }

  /** z_k = p a_from+k + q b_from+k. */
  void setTwo(double[] a, double p, double[] b, double q, int from, double[] z) {
    for (int k = 0; k < z.length; k++) {
      z[k] = p * a[from + k] + q * b[from + k];
    }
  }

  /** z_k = p a_from+k + q b_from+k + r c_from+k. */
  void setThree(
      double[] a, double p, double[] b, double q, double[] c, double r, int from, double[] z) {
    for (int k = 0; k < z.length; k++) {
      z[k] = p * a[from + k] + q * b[from + k] + r * c[from + k];
    }
  }

  /** sums_k += p a_from+k + q b_from+k. */
  void addTwo(double[] a, double p, double[] b, double q, int from, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += p * a[from + k] + q * b[from + k];
    }
  }

  /** sums += p max(0, a) + q max(0, b). */
  void addPositive(double[] a, double p, double[] b, double q, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += p * Math.max(0, a[k]) + q * Math.max(0, b[k]);
    }
  }

  /** z becomes the value where it is positive, 0 elsewhere. */
  void setWherePositive(double[] z, double value) {
    for (int k = 0; k < z.length; k++) {
      z[k] = value * Math.min(1, Math.max(0, z[k]) * STEEP);
    }
  }

  /** sums_k += y_k where z_k is positive. */
  void addWherePositive(double[] z, double[] y, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += y[k] * Math.min(1, Math.max(0, z[k]) * STEEP);
    }
  }
}
