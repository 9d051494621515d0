package org.ntkasymptotics.special;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.CHEBYSHEV;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChebyshevTest {

  @Test
  void aPolynomialComesBackAsItself() {
    double[] powers = {1, -2, 0.5, 0, 3};
    double[] found = Chebyshev.powers(x -> Chebyshev.at(powers, x), 7);
    assertArrayEquals(new double[] {1, -2, 0.5, 0, 3, 0, 0}, found, CHEBYSHEV * 20);
  }

  @Test
  void termsThatDoNotCountAreFound() {
    assertEquals(4, Chebyshev.terms(new double[] {0.1, 4, -1, 5e-16, -4e-16, 1e-17}));
    assertEquals(1, Chebyshev.terms(new double[] {0, 0, 0}));
    double[] series = Chebyshev.series(Math::exp, 24);
    double[] fewer = Arrays.copyOf(series, Chebyshev.terms(series));
    assertTrue(fewer.length >= 13 && fewer.length <= 16, "" + fewer.length);
    assertEquals(Math.E, Chebyshev.at(Chebyshev.inPowers(fewer), 1), CHEBYSHEV * Math.E);
  }

  @Test
  void analyticFunctionsAreMetToTheLastPlace() {
    double[] exponential = Chebyshev.powers(Math::exp, 20);
    double[] pole = Chebyshev.powers(x -> 1 / (3 - x), 24);
    for (double x = -1; x <= 1; x += 1.0 / 64) {
      assertWithin(Math.exp(x), Chebyshev.at(exponential, x), CHEBYSHEV * Math.E, "exp " + x);
      assertWithin(1 / (3 - x), Chebyshev.at(pole, x), CHEBYSHEV * 0.5, "pole " + x);
    }
  }
}
