package org.ntkasymptotics.backend;

import java.util.Random;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;

/** Points, vectors and small matrix arithmetic for the contracts. */
public final class Samples {
  private Samples() {}

  /** (m, d) standard Gaussian numbers. */
  public static RowMatrix gaussian(int m, int d, long seed) {
    Random random = new Random(seed);
    RowMatrix x = RowMatrix.zeros(m, d);
    for (int i = 0; i < x.array().length; i++) {
      x.array()[i] = random.nextGaussian();
    }
    return x;
  }

  /** Gaussian points of which every third repeats its predecessor and every fifth is −its own. */
  public static RowMatrix withDuplicates(int m, int d, long seed) {
    RowMatrix x = gaussian(m, d, seed);
    for (int i = 1; i < m; i++) {
      for (int k = 0; k < d; k++) {
        if (i % 3 == 0) {
          x.set(i, k, x.get(i - 1, k));
        } else if (i % 5 == 0) {
          x.set(i, k, -x.get(i - 1, k));
        }
      }
    }
    return x;
  }

  /** The same numbers rounded to a precision, so that both sides compute with what it can hold. */
  public static RowMatrix in(Precision precision, RowMatrix x) {
    RowMatrix rounded = RowMatrix.zeros(x.rows(), x.columns());
    for (int i = 0; i < x.array().length; i++) {
      rounded.array()[i] = precision == Precision.SINGLE ? (float) x.array()[i] : x.array()[i];
    }
    return rounded;
  }

  /** n points at equal distances on the unit circle. */
  static RowMatrix circle(int n) {
    RowMatrix x = RowMatrix.zeros(n, 2);
    for (int i = 0; i < n; i++) {
      x.set(i, 0, Math.cos(2 * Math.PI * i / n));
      x.set(i, 1, Math.sin(2 * Math.PI * i / n));
    }
    return x;
  }

  /** The twelve corners of an icosahedron on the unit sphere. */
  static RowMatrix icosahedron() {
    double golden = (1 + Math.sqrt(5)) / 2;
    double norm = Math.hypot(1, golden);
    RowMatrix x = RowMatrix.zeros(12, 3);
    int row = 0;
    for (int axis = 0; axis < 3; axis++) {
      for (int sign = 0; sign < 4; sign++) {
        x.set(row, axis, ((sign & 1) == 0 ? 1 : -1) / norm);
        x.set(row++, (axis + 1) % 3, ((sign & 2) == 0 ? golden : -golden) / norm);
      }
    }
    return x;
  }

  /** One product, points prepared for it alone. */
  public static RowMatrix product(
      Backend backend, NtkKernel kernel, RowMatrix points, RowMatrix vectors) {
    try (KernelProduct product = backend.product(kernel, points)) {
      return product.apply(vectors);
    }
  }

  /** max |v|. */
  public static double largest(double[] v) {
    double largest = 0;
    for (double value : v) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** K v. */
  static double[] times(SymmetricMatrix k, double[] v) {
    double[] y = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        y[i] += k.get(i, j) * v[j];
      }
    }
    return y;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
