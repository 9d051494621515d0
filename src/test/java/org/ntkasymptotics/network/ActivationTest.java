package org.ntkasymptotics.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.POWER_OF_ROOTS;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** (z)₊^q and its derivative against general powers, and at and below zero. */
class ActivationTest {
  private static final double[] POSITIVE = {1e-300, 1e-20, 0.3, 1, 2, 7.7, 1e30};

  @ParameterizedTest
  @ValueSource(doubles = {0.51, 0.75, 1, 1.25, 1.3, 1.5, 1.75, 2, 2.5, 3, 4.75, 5.25, 7})
  void agreesWithGeneralPowers(double q) {
    Activation activation = new Activation(q);
    for (double z : POSITIVE) {
      double value = Math.pow(z, q);
      double slope = q * Math.pow(z, q - 1);
      if (value > Double.MIN_NORMAL && value < 1e300 && slope > 0) {
        assertRelative(value, activation.value(z), POWER_OF_ROOTS, "value at " + z);
        assertRelative(slope, activation.slope(z), POWER_OF_ROOTS, "slope at " + z);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 0.75, 1, 1.5, 2.3})
  void manyAtOnceAreTheSameBits(double q) {
    Activation activation = new Activation(q);
    double[] z = {-3, -0.0, 0, 1e-20, 0.4, 1, 9, 5};
    double[] values = z.clone();
    double[] slopes = new double[z.length];
    activation.apply(values, slopes, 7);
    for (int i = 0; i < 7; i++) {
      assertEquals(activation.value(z[i]), values[i], 0.0);
      assertEquals(activation.slope(z[i]), slopes[i], 0.0);
    }
    assertEquals(5, values[7], 0.0);
    assertEquals(0, slopes[0] + slopes[1] + slopes[2] + values[0] + values[1] + values[2], 0.0);
  }

  @Test
  void refusesExponentsWithoutAKernel() {
    for (double q : new double[] {0.5, 0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> new Activation(q));
      assertTrue(e.getMessage().contains("above 1/2"), e.getMessage());
    }
    assertTrue(new Activation(1).isRelu());
  }
}
