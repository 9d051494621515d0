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
