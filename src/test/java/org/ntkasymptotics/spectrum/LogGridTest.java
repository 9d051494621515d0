package org.ntkasymptotics.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.spectrum.SpectrumTest.assertMessage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogGridTest {
  @Test
  void indicesAreDistinctAndReachBothEnds() {
    int[] grid = LogGrid.indices(0, 9999, 20);
    assertEquals(0, grid[0]);
    assertEquals(9999, grid[grid.length - 1]);
    assertArrayEquals(Arrays.stream(grid).sorted().distinct().toArray(), grid);
    int lastDecade = (int) Arrays.stream(grid).filter(n -> n >= 1000).count();
    assertEquals(20, lastDecade, 1);
    assertArrayEquals(new int[] {0, 1, 2, 3}, LogGrid.indices(0, 3, 50));
    assertArrayEquals(new int[] {7}, LogGrid.indices(7, 7, 5));
    assertMessage("0 <= from <= to", () -> LogGrid.indices(3, 2, 10));
  }

  @Test
  void timesHaveAConstantRatioAndBothEnds() {
    double[] grid = LogGrid.times(1e-3, 1e5, 10);
    assertEquals(81, grid.length);
    assertEquals(1e-3, grid[0]);
    assertEquals(1e5, grid[80]);
    for (int k = 1; k < grid.length; k++) {
      assertEquals(Math.pow(10, 0.1), grid[k] / grid[k - 1], 1e-12);
    }
    assertMessage("0 < from < to", () -> LogGrid.times(0, 1, 10));
    assertMessage("0 < from < to", () -> LogGrid.times(1, Double.NaN, 10));
    assertMessage("perDecade >= 1", () -> LogGrid.times(1, 2, 0));
  }

  @Test
  void coversASpectrumFromStartToEnd() {
    double[] lambda = new double[500];
    for (int n = 0; n < lambda.length; n++) {
      lambda[n] = Math.pow(n + 0.5, -1.5);
    }
    Spectrum spectrum = new Spectrum(lambda);
    Coefficients flat = new Coefficients(new double[500]);
    Arrays.fill(flat.values(), 0.1);
    double[] times = LogGrid.covering(spectrum, 20);
    LossCurve curve = LossCurve.ofModes(spectrum, flat, times);
    assertTrue(curve.losses()[0] > 0.99 * flat.energy() / 2);
    assertTrue(curve.losses()[times.length - 1] < 0.1 * flat.energy() / 2);
    assertMessage(
        "no eigenvalue is positive", () -> LogGrid.covering(new Spectrum(new double[2]), 9));
  }
}
