package org.ntkasymptotics.special;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.EPS;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompensatedSumTest {

  @Test
  void sumsOfProductsAreRoundedOnceInSpiteOfCancellation() {
    Random random = new Random(3);
    for (int n : new int[] {1, 2, 10, 1000}) {
      CompensatedSum sum = new CompensatedSum();
      BigDecimal exact = BigDecimal.ZERO;
      double size = 0;
      for (int i = 0; i < n; i++) {
        double a = random.nextGaussian() * Math.pow(10, random.nextInt(8));
        double b = random.nextGaussian();
        // The second product nearly cancels the first.
        for (double c : new double[] {b, -b * (1 + 1e-13 * i)}) {
          sum.addProduct(a, c);
          exact = exact.add(new BigDecimal(a).multiply(new BigDecimal(c)));
          size += Math.abs(a * c);
        }
      }
      double expected = exact.doubleValue();
      assertEquals(
          expected, sum.value(), 2 * EPS * Math.abs(expected) + 4.0 * n * n * EPS * EPS * size);
      double left = exact.subtract(new BigDecimal(sum.value())).doubleValue();
      assertEquals(left, sum.remainder(), 4.0 * n * n * EPS * EPS * size);
    }
  }
}
