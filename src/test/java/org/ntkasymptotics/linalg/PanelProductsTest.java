package org.ntkasymptotics.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PanelProductsTest {
  private static final int PITCH = 70;
  private static final int STRIDE = 90;

  static List<PanelProducts> forms() {
    return List.of(new PlainPanelProducts(), new VectorPanelProducts());
  }

  private static double[] random(int length, long seed) {
    return new Random(seed).doubles(length, -1, 1).toArray();
  }

  /** Lengths beside bundles of 2, 4 and 8 lanes, bundles beside pairs of vectors. */
  @ParameterizedTest
  @MethodSource("forms")
  void bothProductsAreThePlainSums(PanelProducts products) {
    int at = 3;
    int from = 5;
    double[] panel = random(at + PanelProducts.ROWS * PITCH, 1);
    for (int n : new int[] {0, 1, 3, 4, 7, 8, 9, 16, 67}) {
      for (int vectors = 0; vectors <= 5; vectors++) {
        double[] x = random(from + 6 * STRIDE, 2);
        double[] sums = new double[vectors * PanelProducts.ROWS];
        products.dots(panel, at, PITCH, n, x, from, STRIDE, vectors, sums);
        double[] y = x.clone();
        products.add(panel, at, PITCH, n, sums, vectors, y, from, STRIDE);
        double[] expected = x.clone();
        for (int k = 0; k < vectors; k++) {
          for (int c = 0; c < PanelProducts.ROWS; c++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
              sum += panel[at + c * PITCH + i] * x[from + k * STRIDE + i];
              expected[from + k * STRIDE + i] +=
                  panel[at + c * PITCH + i] * sums[k * PanelProducts.ROWS + c];
            }
            // n products of at most 1, rounded on both sides.
            assertWithin(sum, sums[k * PanelProducts.ROWS + c], n * n * 0x1p-53, n + ", " + k);
          }
        }
        for (int i = 0; i < y.length; i++) {
          // Four terms of at most n each.
          assertWithin(expected[i], y[i], 8 * (4 * n + 1) * 0x1p-53, n + ": " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aVectorsSumDoesNotDependOnItsBundle(PanelProducts products) {
    double[] panel = random(PanelProducts.ROWS * PITCH, 3);
    double[] x = random(5 * STRIDE, 4);
    double[] together = new double[5 * PanelProducts.ROWS];
    products.dots(panel, 0, PITCH, PITCH, x, 0, STRIDE, 5, together);
    for (int k = 0; k < 5; k++) {
      double[] alone = new double[PanelProducts.ROWS];
      products.dots(panel, 0, PITCH, PITCH, x, k * STRIDE, STRIDE, 1, alone);
      for (int c = 0; c < PanelProducts.ROWS; c++) {
        assertEquals(together[k * PanelProducts.ROWS + c], alone[c], 0, k + ", " + c);
      }
    }
  }
}
