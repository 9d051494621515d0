package org.ntkasymptotics.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ntkasymptotics.reference.Tolerances.KERNEL_ENTRY;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Test;

class DistanceKernelTest {

  @Test
  void laplaceIsTheExponentialOfTheDistance() {
    double[] x = {1, 2, -3};
    double[] y = {1, 5, 1};
    assertWithin(Math.exp(-2.5), new Laplace(2).entry(x, y), KERNEL_ENTRY, "distance 5");
    assertEquals(1, new Laplace(0.1).entry(x, x));
  }

  @Test
  void powersOfTheDistanceHaveTheSignOfTheirTransform() {
    double[] x = {1, 2, -3};
    double[] y = {1, 5, 1};
    assertWithin(-5, new DistancePower(1).entry(x, y), 5 * KERNEL_ENTRY, "alpha 1");
    assertWithin(125, new DistancePower(3).entry(x, y), 125 * KERNEL_ENTRY, "alpha 3");
    assertEquals(0, new DistancePower(0.5).entry(x, x));
    for (double even : new double[] {0, 2, 4, -1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new DistancePower(even));
    }
  }
}
