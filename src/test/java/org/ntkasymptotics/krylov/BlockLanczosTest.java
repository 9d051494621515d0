package org.ntkasymptotics.krylov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricOperator;
import org.ntkasymptotics.reference.Tolerances;

class BlockLanczosTest {
  private static final ParallelRanges TWO = new ParallelRanges(2);

  private static BlockLanczos iterate(
      SymmetricOperator operator, RowMatrix start, int steps, LanczosStore store) {
    BlockLanczos lanczos = new BlockLanczos(operator, start, TWO, store);
    while (lanczos.steps() < steps) {
      lanczos.step();
    }
    return lanczos;
  }

  /** The basis is orthonormal, and the operator on it is the block tridiagonal matrix. */
  private static void assertDecomposes(MirroredDiagonal operator, RowMatrix start, int steps) {
    KeptBlocks kept = new KeptBlocks();
    BlockTridiagonal t = iterate(operator, start, steps, kept).tridiagonal();
    int p = t.width();
    RowMatrix q = kept.basis();
    RowMatrix images = operator.apply(q);
    double rounding = Tolerances.orthogonality(q.columns());
    for (int i = 0; i < q.rows(); i++) {
      for (int k = 0; k <= i; k++) {
        assertWithin(i == k ? 1 : 0, dot(q, i, q, k), rounding, i + ", " + k);
        if (i < steps * p) {
          assertWithin(
              entry(t, i, k),
              dot(q, i, images, k),
              rounding * operator.values()[0],
              "entry " + i + ", " + k);
        }
      }
    }
    for (int l = 0; l < p; l++) {
      for (int m = 0; m < q.columns(); m++) {
        double sum = 0;
        for (int i = 0; i < p; i++) {
          sum += t.start().get(i, l) * q.get(i, m);
        }
        double length = Math.sqrt(dot(start, l, start, l));
        assertWithin(start.get(l, m), sum, rounding * length, "start vector " + l);
      }
    }
  }

  private static double entry(BlockTridiagonal t, int i, int k) {
    int p = t.width();
    if (i / p == k / p) {
      return t.diagonals().get(i / p).get(i % p, k % p);
    }
    return i / p == k / p + 1 ? t.couplings().get(k / p).get(i % p, k % p) : 0;
  }

  private static double dot(RowMatrix a, int i, RowMatrix b, int k) {
    double sum = 0;
    for (int m = 0; m < a.columns(); m++) {
      sum += a.get(i, m) * b.get(k, m);
    }
    return sum;
  }

  /** Widths beside whole panels of 4, lengths beside whole runs of 512. */
  @Test
  void theMatrixIsThatOfTheOperatorOnTheBasis() {
    assertDecomposes(MirroredDiagonal.powerLaw(600, 1.5), Samples.gaussian(5, 600, 1), 20);
    assertDecomposes(MirroredDiagonal.powerLaw(512, 1.5), Samples.gaussian(4, 512, 1), 10);
    assertDecomposes(MirroredDiagonal.powerLaw(40, 1.5), Samples.gaussian(1, 40, 1), 39);
    assertDecomposes(MirroredDiagonal.powerLaw(33, 1.5), Samples.gaussian(3, 33, 1), 10);
  }

  @Test
  void exhaustedDirectionsAreReplaced() {
    double[] few = new double[60];
    few[0] = 3;
    few[1] = 3;
    few[2] = 1;
    assertDecomposes(MirroredDiagonal.of(few), Samples.gaussian(3, 60, 1), 10);
    assertDecomposes(MirroredDiagonal.of(new double[30]), Samples.gaussian(2, 30, 1), 5);
    RowMatrix dependent = Samples.gaussian(4, 50, 2);
    System.arraycopy(dependent.row(0), 0, dependent.array(), 100, 50);
    System.arraycopy(new double[50], 0, dependent.array(), 150, 50);
    assertDecomposes(MirroredDiagonal.powerLaw(50, 1), dependent, 6);
  }

  @Test
  void ritzValuesAreWithinTheirResidualNormsOfEigenvalues() {
    MirroredDiagonal operator = MirroredDiagonal.powerLaw(800, 1.5);
    RitzValues ritz =
        iterate(operator, Samples.gaussian(6, 800, 3), 25, LanczosStore.NONE)
            .tridiagonal()
            .ritzValues();
    int converged = ritz.converged(1e-3);
    assertTrue(converged > 50, "converged: " + converged);
    for (int n = 0; n < converged; n++) {
      // The residual norm bounds the distance to some eigenvalue; rounding adds that of the basis.
      assertWithin(
          operator.values()[n],
          ritz.values()[n],
          ritz.residualNorms()[n] + 800 * 0x1p-52 * operator.values()[0],
          "eigenvalue " + n);
    }
  }

  @Test
  void theQuadratureIsExactForPolynomials() {
    MirroredDiagonal operator = MirroredDiagonal.powerLaw(100, 1);
    RowMatrix start = Samples.gaussian(3, 100, 4);
    BlockTridiagonal t = iterate(operator, start, 4, LanczosStore.NONE).tridiagonal();
    for (boolean radau : new boolean[] {false, true}) {
      RitzValues ritz = (radau ? t.withNode(-0.01) : t).ritzValues();
      // Degree 2 m − 1 by Gauss, one more by Radau.
      for (int degree = 0; degree <= (radau ? 8 : 7); degree++) {
        for (int l = 0; l < 3; l++) {
          double[] c = operator.components(start.row(l));
          double exact = 0;
          double size = 0;
          for (int n = 0; n < 100; n++) {
            exact += c[n] * c[n] * Math.pow(operator.values()[n], degree);
            size += c[n] * c[n];
          }
          double sum = 0;
          for (int j = 0; j < ritz.size(); j++) {
            double w = ritz.components()[l][j];
            sum += w * w * Math.pow(ritz.values()[j], degree);
          }
          double largest = Math.pow(operator.values()[0], degree);
          assertWithin(exact, sum, 100 * 0x1p-52 * size * largest, degree + ", " + l);
        }
      }
      if (radau) {
        assertWithin(-0.01, ritz.values()[ritz.size() - 1], 1e-14, "the node that was asked for");
      }
    }
    assertThrows(ArithmeticException.class, () -> t.withNode(1));
  }

  @Test
  void neitherThreadsNorAnInterruptionChangeABit() {
    MirroredDiagonal operator = MirroredDiagonal.powerLaw(3000, 1.2);
    RowMatrix start = Samples.gaussian(3, 3000, 5);
    KeptBlocks whole = new KeptBlocks();
    iterate(operator, start, 6, whole);
    KeptBlocks parts = new KeptBlocks();
    BlockLanczos first = new BlockLanczos(operator, start, new ParallelRanges(1), parts);
    first.step();
    first.step();
    BlockLanczos rest = new BlockLanczos(operator, start, new ParallelRanges(3), parts);
    assertEquals(2, rest.steps());
    while (rest.steps() < 6) {
      rest.step();
    }
    for (int k = 0; k <= 6; k++) {
      assertArrayEquals(whole.packed.get(k).array(), parts.packed.get(k).array(), "block " + k);
    }
    RowMatrix other = Samples.gaussian(3, 3000, 6);
    assertThrows(
        IllegalArgumentException.class, () -> new BlockLanczos(operator, other, TWO, parts));
  }

  @Test
  void wrongStartsAreRefused() {
    MirroredDiagonal operator = MirroredDiagonal.powerLaw(5, 1);
    for (RowMatrix start : new RowMatrix[] {RowMatrix.zeros(0, 5), RowMatrix.zeros(2, 4)}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new BlockLanczos(operator, start, TWO, LanczosStore.NONE));
    }
    BlockLanczos full = iterate(operator, Samples.gaussian(2, 5, 1), 1, LanczosStore.NONE);
    assertThrows(IllegalStateException.class, full::step);
  }
}
