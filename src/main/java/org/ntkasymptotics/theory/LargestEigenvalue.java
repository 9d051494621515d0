package org.ntkasymptotics.theory;

import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * An estimate of λ₀ of Θ/M from some of the points, by power iteration on the kernel's matrix: what
 * a step size for a prediction needs. The scatter between samples of 512 points is a few percent.
 */
public final class LargestEigenvalue {
  private static final int POINTS = 512;
  private static final int ITERATIONS = 100;

  private LargestEigenvalue() {}

  /** λ₀ estimated from at most 512 of the points (M, d), evenly chosen. */
  public static double of(NtkKernel kernel, RowMatrix points) {
    int n = Math.min(POINTS, points.rows());
    double[][] x = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = points.row((int) ((long) i * points.rows() / n));
    }
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = kernel.entry(x[i], x[j]) / n;
        matrix[j][i] = matrix[i][j];
      }
    }
    return powerIteration(matrix);
  }

  private static double powerIteration(double[][] matrix) {
    int n = matrix.length;
    double[] v = new double[n];
    java.util.Arrays.fill(v, 1 / Math.sqrt(n));
    double lambda = 0;
    for (int step = 0; step < ITERATIONS; step++) {
      double[] next = new double[n];
      double norm2 = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          next[i] += matrix[i][j] * v[j];
        }
        norm2 += next[i] * next[i];
      }
      double previous = lambda;
      lambda = Math.sqrt(norm2);
      for (int i = 0; i < n; i++) {
        v[i] = next[i] / lambda;
      }
      if (Math.abs(lambda - previous) < 1e-10 * lambda) {
        break;
      }
    }
    return lambda;
  }
}
