package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.KernelExamples;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.reference.Tolerances;

/** What kernel times vectors must be, on every back end. */
public abstract class ProductContract {

  /** The back end under test with that many host threads. */
  protected abstract Backend open(int threads);

  /** The numbers of the matrices under test. */
  protected Precision precision() {
    return Precision.DOUBLE;
  }

  /** A tolerance of double precision in these numbers. */
  private double in(double tolerance) {
    return Tolerances.in(precision(), tolerance);
  }

  /** What these numbers can hold of points or vectors. */
  private RowMatrix given(RowMatrix x) {
    return Samples.in(precision(), x);
  }

  /** Sizes that take every path through the tiles. */
  protected abstract List<Integer> sizes();

  private void assertProduct(Backend backend, NtkKernel kernel, RowMatrix points, int k) {
    RowMatrix x = given(points);
    int m = x.rows();
    RowMatrix v = given(Samples.gaussian(k, m, 70 + m));
    RowMatrix y = backend.product(kernel, x, v);
    assertEquals(k, y.rows());
    for (int i = 0; i < m; i++) {
      double[] expected = new double[k];
      double[] size = new double[k];
      for (int j = 0; j < m; j++) {
        double entry = kernel.entry(x.row(i), x.row(j)) / m;
        double bound = KernelExamples.scale(kernel, x.row(i), x.row(j)) / m;
        for (int l = 0; l < k; l++) {
          expected[l] += entry * v.get(l, j);
          size[l] += bound * Math.abs(v.get(l, j));
        }
      }
      for (int l = 0; l < k; l++) {
        // Each term to the accuracy of an entry; the sums round like a random walk, below that.
        assertWithin(
            expected[l],
            y.get(l, i),
            2 * in(KernelExamples.tolerance(kernel)) * size[l],
            "row " + i + " of " + m);
      }
    }
  }

  @Test
  void everySizeAgreesWithTheScalarSum() {
    try (Backend backend = open(2)) {
      for (int m : sizes()) {
        assertProduct(backend, new ReluNtk(1, 1), Samples.gaussian(m, 2, m), m % 3 + 1);
      }
      assertProduct(backend, new ReluCovariance(2, 0), Samples.withDuplicates(100, 11, 1), 2);
      assertProduct(backend, new ReluNtk(1, 1), Samples.gaussian(4, 2, 1), 0);
      KernelExamples.all(1.3, 0.4)
          .forEach(kernel -> assertProduct(backend, kernel, Samples.withDuplicates(41, 3, 2), 1));
    }
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    RowMatrix x = Samples.gaussian(700, 2, 1);
    RowMatrix v = Samples.gaussian(2, 700, 2);
    try (Backend one = open(1);
        Backend three = open(3)) {
      assertArrayEquals(
          one.product(new ReluNtk(1, 1), x, v).array(),
          three.product(new ReluNtk(1, 1), x, v).array());
    }
  }

  @Test
  void wrongLengthsAreRefused() {
    try (Backend backend = open(1)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              backend.product(new ReluNtk(1, 1), Samples.gaussian(5, 2, 1), RowMatrix.zeros(1, 4)));
    }
  }
}
