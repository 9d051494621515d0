package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.EIGENVALUE;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TridiagonalQlTest {

  /** The second difference: eigenvalues 2 − 2 cos(πk/(n+1)), eigenvectors sines. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 301})
  void theSecondDifferenceIsSolvedExactly(int n) {
    for (double scale : new double[] {1, 1e-120, 1e120}) {
      double[] d = new double[n];
      double[] e = new double[n];
      Arrays.fill(d, 2 * scale);
      Arrays.fill(e, -scale);
      double[] first = new double[n];
      first[0] = 1;
      new TridiagonalQl(d, e, new double[][] {first}).solve(Meter.SILENT);
      for (int i = 0; i < n; i++) {
        int k = n - i;
        double angle = Math.PI * k / (n + 1);
        assertWithin(scale * (2 - 2 * Math.cos(angle)), d[i], 4 * scale * EIGENVALUE, "value " + i);
        double component = 2.0 / (n + 1) * Math.pow(Math.sin(angle), 2);
        // Gaps at the edges are π²/n² of the norm: components move by EIGENVALUE n²/π².
        assertWithin(component, first[i] * first[i], EIGENVALUE * (n * n + 1), "component " + i);
      }
    }
  }

  @Test
  void gradedMatricesInEitherDirection() {
    for (boolean reversed : new boolean[] {false, true}) {
      int n = 40;
      double[] d = new double[n];
      double[] e = new double[n];
      for (int i = 0; i < n; i++) {
        int place = reversed ? n - 1 - i : i;
        d[i] = Math.pow(10, -place / 3.0);
        e[i] = 0.1 * Math.pow(10, -(place + (reversed ? -0.5 : 0.5)) / 3);
      }
      double trace = Arrays.stream(d).sum();
      double[] row = new double[n];
      Arrays.fill(row, 1);
      new TridiagonalQl(d, e, new double[][] {row}).solve(Meter.SILENT);
      assertEquals(trace, Arrays.stream(d).sum(), EIGENVALUE);
      assertEquals(n, Arrays.stream(row).map(v -> v * v).sum(), n * EIGENVALUE);
    }
  }

  @Test
  void diagonalAndZeroMatricesOnlyGetSorted() {
    double[] d = {1, 3, 2};
    double[] row = {10, 30, 20};
    new TridiagonalQl(d, new double[3], new double[][] {row}).solve(Meter.SILENT);
    assertTrue(Arrays.equals(new double[] {3, 2, 1}, d));
    assertTrue(Arrays.equals(new double[] {30, 20, 10}, row));
    double[] zero = new double[4];
    new TridiagonalQl(zero, new double[4], new double[0][]).solve(Meter.SILENT);
    assertTrue(Arrays.equals(new double[4], zero));
  }

  /**
   * Rank-deficient kernels leave couplings far below the normal numbers beside diagonal entries as
   * small: half an ulp of those underflows, so a test against the neighbours alone is never met and
   * the iteration does not end.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-40, 1e-308, 1e-312, 1e-322})
  void couplingsBelowTheNormalNumbersAreDropped(double size) {
    int n = 12;
    double[] d = new double[n];
    double[] e = new double[n];
    for (int i = 0; i < n; i++) {
      d[i] = size * Math.cos(3 * i + 1);
      e[i] = size * Math.sin(5 * i + 2);
    }
    d[0] = 2;
    d[1] = 1;
    e[0] = 2;
    double[] row = new double[n];
    row[0] = 1;
    new TridiagonalQl(d, e, new double[][] {row}).solve(Meter.SILENT);
    double split = Math.sqrt(17);
    assertWithin((3 + split) / 2, d[0], 4 * EIGENVALUE, "largest");
    assertWithin((3 - split) / 2, d[n - 1], 4 * EIGENVALUE, "smallest");
    assertWithin((1 + 1 / split) / 2, row[0] * row[0], 4 * EIGENVALUE, "component of the largest");
    assertWithin(1, row[0] * row[0] + row[n - 1] * row[n - 1], 4 * EIGENVALUE, "both");
    for (int i = 1; i < n - 1; i++) {
      assertEquals(0, d[i], 3 * size, "value " + i);
    }
  }

  /**
   * A coupling below the rounding of the largest entry, but not below what is dropped: dropping all
   * that the norm rounds away would leave the eigenvalues of this block equal and its vectors
   * unmixed.
   */
  @Test
  void couplingsBelowTheRoundingOfTheNormStillMix() {
    double size = 0x1p-60;
    double[] d = {1, size, size};
    double[] e = {0, size / 2, 0};
    double[] row = {0, 1, 0};
    new TridiagonalQl(d, e, new double[][] {row}).solve(Meter.SILENT);
    assertWithin(1.5 * size, d[1], 4 * size * EIGENVALUE, "upper");
    assertWithin(0.5 * size, d[2], 4 * size * EIGENVALUE, "lower");
    assertWithin(0.5, row[1] * row[1], 4 * EIGENVALUE, "component of the upper");
    assertWithin(0.5, row[2] * row[2], 4 * EIGENVALUE, "component of the lower");
  }

  @Test
  void notANumberIsReportedInOneLine() {
    String message =
        assertThrows(
                ComputationException.class,
                () ->
                    new TridiagonalQl(new double[] {1, Double.NaN}, new double[2], new double[0][]))
            .getMessage();
    assertTrue(message.startsWith("eigenvalues") && !message.contains("\n"), message);
  }
}
