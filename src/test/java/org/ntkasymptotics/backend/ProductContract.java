package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.KernelExamples;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;

/** What kernel times vectors must be, on every back end. */
public abstract class ProductContract extends MatrixContract {

  private void assertProduct(Backend backend, NtkKernel kernel, RowMatrix points, int k) {
    RowMatrix x = given(points);
    int m = x.rows();
    RowMatrix v = given(Samples.gaussian(k, m, 70 + m));
    RowMatrix y = Samples.product(backend, kernel, x, v);
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
          Samples.product(one, new ReluNtk(1, 1), x, v).array(),
          Samples.product(three, new ReluNtk(1, 1), x, v).array());
      assertArrayEquals(across(one, x, v), across(three, x, v));
    }
  }

  private static double[] across(Backend backend, RowMatrix x, RowMatrix v) {
    try (KernelProduct product = backend.product(new ReluNtk(1, 1), x)) {
      return product.across(x.rows() / 3, v).array();
    }
  }

  /** Both groups by themselves, and across: together the whole. */
  @Test
  void groupsOfPointsMakeUpTheWholeProduct() {
    int m = 1100;
    RowMatrix x = given(Samples.gaussian(m, 2, 1));
    RowMatrix v = given(Samples.gaussian(3, m, 2));
    NtkKernel kernel = new ReluNtk(1, 1);
    try (Backend backend = open(2);
        KernelProduct product = backend.product(kernel, x)) {
      assertEquals(m, product.order());
      RowMatrix whole = product.apply(v);
      for (int split : new int[] {1, 65, 600, m - 1}) {
        RowMatrix across = product.across(split, v);
        RowMatrix first = part(backend, kernel, x, v, 0, split);
        RowMatrix second = part(backend, kernel, x, v, split, m);
        for (int k = 0; k < 3; k++) {
          // Sums of the same m terms, each at most the largest result times 4.
          double size = 4 * Samples.largest(whole.row(k));
          for (int i = 0; i < m; i++) {
            double own = i < split ? first.get(k, i) : second.get(k, i - split);
            double allowed = in(m * 0x1p-53) * size;
            assertWithin(whole.get(k, i), across.get(k, i) + own, allowed, split + ", row " + i);
          }
        }
      }
      for (int split : new int[] {0, m}) {
        assertArrayEquals(new double[3 * m], product.across(split, v).array());
      }
      assertEquals(0, product.across(7, RowMatrix.zeros(0, m)).rows());
      assertThrows(IllegalArgumentException.class, () -> product.across(m + 1, v));
      assertThrows(IllegalArgumentException.class, () -> product.across(-1, v));
    }
  }

  /** The product of some points by themselves, as part of the product of all of them. */
  private static RowMatrix part(
      Backend backend, NtkKernel kernel, RowMatrix x, RowMatrix v, int from, int to) {
    RowMatrix points = RowMatrix.zeros(to - from, x.columns());
    RowMatrix vectors = RowMatrix.zeros(v.rows(), to - from);
    for (int i = from; i < to; i++) {
      for (int c = 0; c < x.columns(); c++) {
        points.set(i - from, c, x.get(i, c));
      }
      for (int k = 0; k < v.rows(); k++) {
        vectors.set(k, i - from, v.get(k, i));
      }
    }
    RowMatrix own = Samples.product(backend, kernel, points, vectors);
    for (int n = 0; n < own.array().length; n++) {
      own.array()[n] *= (double) (to - from) / x.rows();
    }
    return own;
  }

  @Test
  void aVectorsBitsDoNotDependOnItsBundle() {
    int m = 100;
    RowMatrix x = Samples.gaussian(m, 2, 1);
    RowMatrix v = Samples.gaussian(9, m, 2);
    try (Backend backend = open(2);
        KernelProduct product = backend.product(new ReluNtk(1, 1), x)) {
      RowMatrix bundle = product.apply(v);
      for (int k : new int[] {0, 7, 8}) {
        assertArrayEquals(bundle.row(k), product.apply(RowMatrix.of(v.row(k))).array(), "" + k);
      }
    }
  }

  @Test
  void useAfterCloseThrows() {
    try (Backend backend = open(1)) {
      KernelProduct product = backend.product(new ReluNtk(1, 1), Samples.gaussian(5, 2, 1));
      product.close();
      RowMatrix v = Samples.gaussian(1, 5, 1);
      assertThrows(IllegalStateException.class, () -> product.apply(v));
    }
  }

  @Test
  void wrongLengthsAreRefused() {
    try (Backend backend = open(1)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Samples.product(
                  backend, new ReluNtk(1, 1), Samples.gaussian(5, 2, 1), RowMatrix.zeros(1, 4)));
    }
  }
}
