package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.GRADIENT_TERMS;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.random.Seeds;

/** What the kernel matrix of a finite network must be on every back end. */
public abstract class EmpiricalGramContract extends MatrixContract {

  /** Numbers of neurons of one hidden layer that take every path through the parts. */
  protected abstract List<Integer> widths();

  private static EmpiricalNtk draw(NetworkShape shape) {
    return new EmpiricalNtk("drawn", shape.draw(new Seeds(7).stream("network")));
  }

  private static EmpiricalNtk shallow(int d, int width) {
    return draw(NetworkShape.shallow(Parametrisation.MEAN_FIELD, 1.3, 0.4, d, width));
  }

  private static SymmetricMatrix gram(Backend backend, EmpiricalNtk kernel, RowMatrix x) {
    try (BackendMatrix gram = backend.gram(kernel, x)) {
      assertEquals(x.rows(), gram.size());
      return gram.toHost();
    }
  }

  /** Entries far apart in the matrix, among them all of the first and last rows. */
  private void assertMatches(EmpiricalNtk kernel, RowMatrix x, SymmetricMatrix gram) {
    int m = x.rows();
    int step = Math.max(1, m / 9);
    for (int i = m - 1; i >= 0; i -= step) {
      for (int j = i; j >= 0; j -= step) {
        double[] a = x.row(i);
        double[] b = x.row(j);
        double scale = Math.sqrt(kernel.entry(a, a) * kernel.entry(b, b)) / m;
        String what = "entry " + i + ", " + j + " of " + m;
        assertWithin(kernel.entry(a, b) / m, gram.get(i, j), in(GRADIENT_TERMS) * scale, what);
      }
    }
  }

  @Test
  void everySizeAgreesWithTheSumOverParameters() {
    try (Backend backend = open(2)) {
      for (int m : sizes()) {
        RowMatrix x = Samples.gaussian(m, 2, m);
        assertMatches(shallow(2, 37), x, gram(backend, shallow(2, 37), x));
      }
    }
  }

  @Test
  void everyWidthAndDimensionWithDuplicatesAndOpposites() {
    try (Backend backend = open(2)) {
      for (int width : widths()) {
        for (int d : new int[] {1, 5}) {
          RowMatrix x = Samples.withDuplicates(29, d, d);
          assertMatches(shallow(d, width), x, gram(backend, shallow(d, width), x));
        }
      }
    }
  }

  @Test
  void severalLayersAndOtherActivations() {
    try (Backend backend = open(2)) {
      RowMatrix x = Samples.withDuplicates(70, 3, 2);
      for (EmpiricalNtk kernel :
          List.of(
              draw(NetworkShape.layered(1.3, 0.4, 2, 3, 1, 33)),
              draw(NetworkShape.layered(1.3, 0, 1, 3, 2, 19)),
              draw(NetworkShape.layered(1.3, 0.4, 1.5, 3, 3, 21)))) {
        assertMatches(kernel, x, gram(backend, kernel, x));
      }
    }
  }

  @Test
  void productsAreThoseOfTheMatrix() {
    try (Backend backend = open(2)) {
      RowMatrix x = Samples.gaussian(40, 2, 3);
      RowMatrix v = Samples.gaussian(2, 40, 5);
      for (EmpiricalNtk kernel :
          List.of(shallow(2, 50), draw(NetworkShape.layered(1.3, 0.4, 1, 2, 2, 20)))) {
        SymmetricMatrix k = gram(backend, kernel, x);
        try (KernelProduct product = backend.product(kernel, x)) {
          RowMatrix whole = product.apply(v);
          RowMatrix across = product.across(13, v);
          for (int row = 0; row < 2; row++) {
            double norm = Math.sqrt(Samples.dot(v.row(row), v.row(row)));
            for (int i = 0; i < 40; i++) {
              // No entry of a positive semidefinite matrix exceeds the largest of its diagonal.
              double allowed = in(GRADIENT_TERMS) * 40 * k.get(i, i) * norm;
              double earlier = sum(k, i, v.row(row), 0, 13);
              double later = sum(k, i, v.row(row), 13, 40);
              assertWithin(earlier + later, whole.get(row, i), allowed, "" + i);
              assertWithin(i < 13 ? later : earlier, across.get(row, i), allowed, "" + i);
            }
          }
        }
      }
    }
  }

  /** Row i times v, the terms from … to − 1 of it. */
  private static double sum(SymmetricMatrix k, int i, double[] v, int from, int to) {
    double sum = 0;
    for (int j = from; j < to; j++) {
      sum += k.get(i, j) * v[j];
    }
    return sum;
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    int m = sizes().get(sizes().size() - 1);
    RowMatrix x = Samples.gaussian(m, 2, 4);
    try (Backend one = open(1);
        Backend three = open(3)) {
      SymmetricMatrix a = gram(one, shallow(2, 100), x);
      SymmetricMatrix b = gram(three, shallow(2, 100), x);
      for (int i = 0; i < m; i++) {
        assertArrayEquals(a.lowerRow(i), b.lowerRow(i));
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() {
    try (Backend backend = open(1)) {
      refused("2 inputs cannot take points with 3", backend, RowMatrix.zeros(4, 3));
      RowMatrix bad = RowMatrix.of(new double[] {1, 2}, new double[] {Double.NaN, 0});
      refused("point 1", backend, bad);
      MemoryPlan plan = backend.memoryPlan("gram", shallow(2, 3), 4_000_000);
      assertTrue(!plan.fits() && plan.largest() > 100, "" + plan);
      MemoryPlan wide = backend.memoryPlan("gram", shallow(2, 5000), 4_000_000);
      assertTrue(wide.bytes() > backend.memoryPlan("gram", 4_000_000).bytes(), "" + wide);
    }
  }

  private static void refused(String complaint, Backend backend, RowMatrix x) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> backend.gram(shallow(2, 3), x))
            .getMessage();
    assertTrue(message.contains(complaint) && !message.contains("\n"), message);
  }
}
