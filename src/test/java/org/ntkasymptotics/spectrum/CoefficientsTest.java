package org.ntkasymptotics.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.spectrum.SpectrumTest.assertMessage;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.reference.Tolerances;

class CoefficientsTest {
  @Test
  void partialSumsAreRight() {
    assertArrayEquals(
        new double[] {14, 13, 9}, new Coefficients(new double[] {1, -2, 3}).partialSums());
    assertEquals(14, new Coefficients(new double[] {1, -2, 3}).energy());
  }

  @Test
  void partialSumsAreAccurate() {
    Random random = new Random(2);
    double[] c = random.doubles(3000, -1, 1).toArray();
    for (int n = 0; n < c.length; n++) {
      c[n] *= Math.exp(-0.01 * n);
    }
    double[] sums = new Coefficients(c).partialSums();
    BigDecimal exact = BigDecimal.ZERO;
    for (int n = c.length - 1; n >= 0; n--) {
      exact = exact.add(new BigDecimal(c[n]).pow(2));
      if (n % 100 == 0) {
        Tolerances.assertRelative(
            exact.doubleValue(), sums[n], Tolerances.PARTIAL_SUM, "s at " + n);
      }
    }
  }

  @Test
  void badValuesAreRefused() {
    assertMessage("at least one", () -> new Coefficients(new double[0]));
    assertMessage("coefficient 0", () -> new Coefficients(new double[] {Double.NaN}));
  }

  @Test
  void theFloorScalesWithTheEnergy() {
    double[] c = new double[1000];
    c[0] = 3;
    assertEquals(9e6 * 0x1p-104, new Coefficients(c).roundOffFloor(), 1e-40);
  }
}
