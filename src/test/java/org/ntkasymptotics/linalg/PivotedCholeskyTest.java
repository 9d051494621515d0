package org.ntkasymptotics.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.CHOLESKY;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/** The factor gives the matrix back, also where that is singular. */
class PivotedCholeskyTest {
  private static final ParallelRanges ONE = new ParallelRanges(1);

  private static double[][] points(int n, int d) {
    RandomStream stream = new Seeds(3).stream("points");
    double[][] x = new double[n][d];
    for (double[] point : x) {
      for (int j = 0; j < d; j++) {
        point[j] = stream.nextGaussian();
      }
    }
    return x;
  }

  private static PivotedCholesky.Entries covariance(double[][] x) {
    ReluCovariance kernel = new ReluCovariance(1.4, 0.7);
    return (i, j) -> kernel.entry(x[i], x[j]);
  }

  /** A − L Lᵀ entry by entry; L column by column from products with unit vectors. */
  private static void assertReconstructs(PivotedCholesky.Entries a, PivotedCholesky factor) {
    int n = factor.size();
    double[][] product = new double[n][n];
    for (int c = 0; c < factor.rank(); c++) {
      double[] unit = new double[factor.rank()];
      unit[c] = 1;
      double[] column = factor.multiply(unit);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          product[i][j] += column[i] * column[j];
        }
      }
    }
    double scale = 0;
    for (int i = 0; i < n; i++) {
      scale = Math.max(scale, a.get(i, i));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        assertWithin(a.get(i, j), product[i][j], CHOLESKY * scale, "entry " + i + "," + j);
      }
    }
  }

  /** Around one block of 48 pivots and one tile of 128 rows, and several of both. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 47, 48, 49, 127, 128, 129, 177, 400})
  void reconstructsACovariance(int n) {
    for (int d : new int[] {1, 3}) {
      PivotedCholesky.Entries a = covariance(points(n, d));
      assertReconstructs(a, PivotedCholesky.of(n, a, ONE));
    }
  }

  @Test
  void duplicatesAddNothingToTheRank() {
    double[][] x = points(150, 3);
    for (int i = 0; i < 75; i++) {
      x[75 + i] = x[i].clone();
    }
    PivotedCholesky.Entries a = covariance(x);
    PivotedCholesky factor = PivotedCholesky.of(150, a, ONE);
    assertEquals(75, factor.rank());
    assertReconstructs(a, factor);
    double[] y = factor.multiply(ones(factor.rank()));
    for (int i = 0; i < 75; i++) {
      assertWithin(y[i], y[75 + i], 1e-6, "duplicates of a draw agree to the root of rounding");
    }
  }

  @Test
  void findsTheRankOfAProduct() {
    double[][] x = points(200, 7);
    PivotedCholesky.Entries a =
        (i, j) -> {
          double dot = 0;
          for (int k = 0; k < 7; k++) {
            dot += x[i][k] * x[j][k];
          }
          return dot;
        };
    PivotedCholesky factor = PivotedCholesky.of(200, a, ONE);
    assertEquals(7, factor.rank());
    assertReconstructs(a, factor);
  }

  @Test
  void theZeroMatrixHasRankZero() {
    PivotedCholesky factor = PivotedCholesky.of(5, (i, j) -> 0, ONE);
    assertEquals(0, factor.rank());
    assertArrayEquals(new double[5], factor.multiply(new double[0]));
  }

  @Test
  void stopsAtTheToleranceAndSaysWhatIsLeftOut() {
    double[][] x = points(300, 2);
    PivotedCholesky.Entries a = covariance(x);
    PivotedCholesky factor = PivotedCholesky.of(300, a, 1e-3, ONE);
    double trace = 0;
    double kept = 0;
    for (int i = 0; i < 300; i++) {
      trace += a.get(i, i);
    }
    for (int c = 0; c < factor.rank(); c++) {
      double[] unit = new double[factor.rank()];
      unit[c] = 1;
      for (double v : factor.multiply(unit)) {
        kept += v * v;
      }
    }
    assertTrue(factor.rank() < 200, "rank " + factor.rank());
    assertTrue(factor.remainingTrace() <= 1e-3 * trace);
    assertWithin(trace - kept, factor.remainingTrace(), CHOLESKY * trace, "remaining trace");
  }

  @Test
  void sameBitsForAnyNumberOfThreads() {
    double[][] x = points(500, 2);
    double[] one = factorTimesOnes(x, 1);
    for (int threads = 2; threads <= 3; threads++) {
      assertArrayEquals(one, factorTimesOnes(x, threads));
    }
  }

  private static double[] factorTimesOnes(double[][] x, int threads) {
    PivotedCholesky factor =
        PivotedCholesky.of(x.length, covariance(x), new ParallelRanges(threads));
    return factor.multiply(ones(factor.rank()));
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void refusesWhatIsNoCovariance() {
    assertThrows(IllegalArgumentException.class, () -> PivotedCholesky.of(2, (i, j) -> -1, ONE));
    assertThrows(
        IllegalArgumentException.class, () -> PivotedCholesky.of(2, (i, j) -> Double.NaN, ONE));
    assertThrows(IllegalArgumentException.class, () -> PivotedCholesky.of(0, (i, j) -> 1, ONE));
  }
}
