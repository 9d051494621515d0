package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.TILE_ENTRY;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.KernelExamples;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;
import org.ntkasymptotics.reference.ReferenceValues;

/** What the kernel matrix of every back end must be. */
public abstract class GramContract extends MatrixContract {

  private void assertMatches(NtkKernel kernel, RowMatrix x, SymmetricMatrix gram) {
    int m = x.rows();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        assertWithin(
            kernel.entry(x.row(i), x.row(j)) / m,
            gram.get(i, j),
            in(KernelExamples.tolerance(kernel))
                * KernelExamples.scale(kernel, x.row(i), x.row(j))
                / m,
            kernel.spec() + " entry " + i + ", " + j + " of " + m);
      }
    }
  }

  private SymmetricMatrix gram(Backend backend, NtkKernel kernel, RowMatrix x) {
    try (BackendMatrix gram = backend.gram(kernel, x)) {
      assertEquals(x.rows(), gram.size());
      return gram.toHost();
    }
  }

  @Test
  void everySizeAgreesWithTheScalarKernel() {
    try (Backend backend = open(2)) {
      for (int m : sizes()) {
        RowMatrix x = given(Samples.gaussian(m, 2, m));
        NtkKernel kernel = new ReluNtk(Math.sqrt(2), 0.7);
        assertMatches(kernel, x, gram(backend, kernel, x));
      }
    }
  }

  @Test
  void everyDimensionAndKernelWithDuplicatesAndOpposites() {
    try (Backend backend = open(2)) {
      for (int d : new int[] {1, 2, 3, 4, 5, 9, 17, 40}) {
        RowMatrix x = given(Samples.withDuplicates(70, d, d));
        for (double sigmaB : new double[] {1.0, 0.0}) {
          KernelExamples.conditioned(1.3, sigmaB)
              .forEach(kernel -> assertMatches(kernel, x, gram(backend, kernel, x)));
        }
      }
    }
  }

  @Test
  void coincidingPointsHaveIdenticalRows() {
    RowMatrix x = Samples.withDuplicates(31, 2, 8);
    try (Backend backend = open(1)) {
      SymmetricMatrix gram = gram(backend, new ReluNtk(1, 1), x);
      assertEquals(gram.get(2, 2), gram.get(3, 3));
      assertEquals(gram.get(2, 2), gram.get(3, 2));
      for (int j = 0; j < 31; j++) {
        assertEquals(gram.get(2, j), gram.get(3, j), in(4 * TILE_ENTRY) * gram.get(2, 2), "" + j);
      }
    }
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    int m = sizes().get(sizes().size() - 1);
    for (int d : new int[] {2, 20}) {
      RowMatrix x = Samples.gaussian(m, d, 4);
      NtkKernel kernel = new ReluNtk(1, 1);
      try (Backend one = open(1);
          Backend three = open(3)) {
        SymmetricMatrix a = gram(one, kernel, x);
        SymmetricMatrix b = gram(three, kernel, x);
        for (int i = 0; i < m; i++) {
          for (int j = 0; j <= i; j++) {
            assertEquals(a.get(i, j), b.get(i, j));
          }
        }
      }
    }
  }

  @Test
  void permutationAndRotationOfThePoints() {
    int m = 90;
    RowMatrix x = Samples.gaussian(m, 2, 5);
    RowMatrix turned = RowMatrix.zeros(m, 2);
    for (int i = 0; i < m; i++) {
      double a = x.get(m - 1 - i, 0);
      double b = x.get(m - 1 - i, 1);
      turned.set(i, 0, 0.6 * a - 0.8 * b);
      turned.set(i, 1, 0.8 * a + 0.6 * b);
    }
    NtkKernel kernel = new ReluNtk(1, 1);
    try (Backend backend = open(2)) {
      SymmetricMatrix k = gram(backend, kernel, x);
      SymmetricMatrix t = gram(backend, kernel, turned);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j <= i; j++) {
          double scale = Math.sqrt(k.get(i, i) * k.get(j, j));
          // The rotated coordinates are themselves rounded, which doubles the allowance.
          assertWithin(
              k.get(i, j), t.get(m - 1 - i, m - 1 - j), in(2 * TILE_ENTRY) * scale, i + ", " + j);
        }
      }
    }
  }

  @Test
  void theReferenceTableIsReproduced() {
    try (Backend backend = open(1)) {
      for (JsonNode row : ReferenceValues.load().get("kernel_pairs")) {
        RowMatrix x =
            RowMatrix.of(
                ReferenceValues.vector(row.get("x")), ReferenceValues.vector(row.get("y")));
        double sigmaW = ReferenceValues.number(row.get("sigma_w"));
        double sigmaB = ReferenceValues.number(row.get("sigma_b"));
        SymmetricMatrix theta = gram(backend, new ReluNtk(sigmaW, sigmaB), x);
        SymmetricMatrix sigma = gram(backend, new ReluCovariance(sigmaW, sigmaB), x);
        double allowed = in(TILE_ENTRY) * Math.sqrt(theta.get(0, 0) * theta.get(1, 1));
        assertWithin(
            ReferenceValues.number(row.get("Theta")) / 2, theta.get(1, 0), allowed, "Theta");
        assertWithin(
            ReferenceValues.number(row.get("Sigma")) / 2, sigma.get(1, 0), allowed, "Sigma");
      }
    }
  }

  @Test
  void useAfterCloseIsRefused() {
    try (Backend backend = open(1)) {
      BackendMatrix gram = backend.gram(new ReluNtk(1, 1), Samples.gaussian(3, 2, 1));
      gram.close();
      gram.close();
      assertThrows(IllegalStateException.class, gram::toHost);
      assertThrows(IllegalStateException.class, () -> backend.eigh(gram));
      assertThrows(IllegalStateException.class, () -> backend.modes(gram, RowMatrix.zeros(0, 3)));
    }
  }

  @Test
  void badPointsAreRefusedInOneLine() {
    try (Backend backend = open(1)) {
      RowMatrix bad = RowMatrix.of(new double[] {1, 2}, new double[] {Double.NaN, 0});
      String message =
          assertThrows(IllegalArgumentException.class, () -> backend.gram(new ReluNtk(1, 1), bad))
              .getMessage();
      assertTrue(message.contains("point 1") && !message.contains("\n"), message);
      assertThrows(
          IllegalArgumentException.class,
          () -> backend.gram(new ReluNtk(1, 1), RowMatrix.zeros(0, 2)));
    }
  }

  @Test
  void aMatrixTooLargeIsRefusedBeforeAllocationWithTheSizeThatFits() {
    try (Backend backend = open(1)) {
      MemoryPlan plan = backend.memoryPlan("gram", 4_000_000);
      assertTrue(!plan.fits() && plan.largest() > 100 && plan.largest() < 4_000_000, "" + plan);
      RowMatrix many = RowMatrix.zeros(4_000_000, 1);
      String message =
          assertThrows(IllegalArgumentException.class, () -> backend.gram(new ReluNtk(1, 1), many))
              .getMessage();
      assertTrue(message.contains("M = 4000000") && message.contains("would fit"), message);
    }
  }
}
