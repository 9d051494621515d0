package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.linalg.RowMatrix;

/** Eigenvectors in native memory, column-major, in LAPACK's ascending order of eigenvalues. */
final class CpuEigensystem implements Eigensystem {
  private final double[] values;
  private final NativeMemory vectors;

  /**
   * Takes over {@code vectors}.
   *
   * @param ascending eigenvalues, smallest first
   */
  CpuEigensystem(double[] ascending, NativeMemory vectors) {
    this.values = new double[ascending.length];
    for (int n = 0; n < values.length; n++) {
      values[n] = ascending[values.length - 1 - n];
    }
    this.vectors = vectors;
  }

  @Override
  public double[] values() {
    vectors.check();
    return values.clone();
  }

  @Override
  public double[] project(double[] residual) {
    vectors.check();
    int n = values.length;
    Shapes.requireLength(n, residual.length, "residual");
    double[] c = new double[n];
    double[] v = new double[n];
    double scale = 1 / Math.sqrt(n);
    for (int k = 0; k < n; k++) {
      vectors.at((long) (n - 1 - k) * n).get(v, 0, n);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += v[i] * residual[i];
      }
      c[k] = scale * sum;
    }
    return c;
  }

  @Override
  public RowMatrix vectors() {
    vectors.check();
    int n = values.length;
    if ((long) n * n > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "eigenvectors can be copied out for at most 46340 points; got " + n);
    }
    RowMatrix v = RowMatrix.zeros(n, n);
    for (int k = 0; k < n; k++) {
      vectors.at((long) (n - 1 - k) * n).get(v.array(), k * n, n);
    }
    return v;
  }

  @Override
  public void close() {
    vectors.close();
  }
}
