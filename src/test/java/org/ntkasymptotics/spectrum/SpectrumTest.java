package org.ntkasymptotics.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;

class SpectrumTest {
  @Test
  void badValuesAreRefused() {
    assertMessage("at least one", () -> new Spectrum(new double[0]));
    assertMessage("eigenvalue 1 is NaN", () -> new Spectrum(new double[] {1, Double.NaN}));
    assertMessage("largest first", () -> new Spectrum(new double[] {1, 2}));
    assertMessage("resolution", () -> new Spectrum(new double[] {2, 1}, Double.NaN));
  }

  @Test
  void countsWhatIsAboveTheFloor() {
    Spectrum spectrum = new Spectrum(new double[] {2, 1, 3e-13, 1e-13, -1e-17});
    assertEquals(2e-13, spectrum.roundOffFloor(), 1e-28);
    assertEquals(3, spectrum.countAboveFloor());
    assertEquals(0.05 / 2e-13, spectrum.latestTime(), 1);
    assertEquals(0, new Spectrum(new double[] {0, 0}).countAboveFloor());
    assertEquals(Double.POSITIVE_INFINITY, new Spectrum(new double[] {0}).latestTime());
    double[] many = new double[10_000];
    many[0] = 1;
    assertEquals(10_000 * 0x1p-52, new Spectrum(many).roundOffFloor());
  }

  @Test
  void singlePrecisionResolvesTheLeadingEigenvalues() {
    double[] values = new double[10_000];
    for (int n = 0; n < values.length; n++) {
      values[n] = Math.pow(n + 0.5, -1.5);
    }
    // √M ε = 1.19e-5 of 2.83: (n + ½)^-1.5 > 3.37e-5 up to n = 957.
    Spectrum single = Spectrum.inSingle(values);
    assertEquals(100 * 0x1p-23 * values[0], single.roundOffFloor());
    assertEquals(958, single.countAboveFloor());
    assertEquals(10_000, new Spectrum(values).countAboveFloor());
  }

  @Test
  void computedEigenvaluesAreGoodDownToTheFloor() {
    // The circulant matrix with entries r^{|i − j|} (wrapped) falls geometrically below the floor:
    // its eigenvalues are sums of cosines, known without an eigensolver.
    int size = 120;
    double[] row =
        IntStream.range(0, size)
            .mapToDouble(k -> Math.exp(5 * Math.cos(2 * Math.PI * k / size) - 5))
            .toArray();
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = row[Math.floorMod(i - j, size)] / size;
      }
    }
    double[] computed =
        Arrays.stream(new EigenDecomposition(new Array2DRowRealMatrix(matrix)).getRealEigenvalues())
            .map(v -> -v)
            .sorted()
            .map(v -> -v)
            .toArray();
    Spectrum spectrum = new Spectrum(computed);
    int usable = spectrum.countAboveFloor();
    assertTrue(usable > 10 && usable < size / 2, "usable " + usable);
    for (int n = 0; n < usable; n++) {
      // e^{−5} I_k(5), twice for k ≥ 1, by its power series (all terms positive).
      double exact = Math.exp(-5) * modifiedBessel((n + 1) / 2, 5);
      double allowed = spectrum.roundOffFloor() / Math.sqrt(size);
      double error = Math.abs(computed[n] - exact);
      assertTrue(error <= allowed, "n = " + n + ": " + error / allowed + " of the allowance");
    }
  }

  private static double modifiedBessel(int order, double x) {
    double term = 1;
    for (int k = 1; k <= order; k++) {
      term *= x / 2 / k;
    }
    double sum = 0;
    for (int k = 1; term > 0x1p-60 * sum; k++) {
      sum += term;
      term *= x * x / 4 / k / (k + order);
    }
    return sum;
  }

  static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
