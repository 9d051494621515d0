package org.ntkasymptotics.special;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.ntkasymptotics.reference.Tolerances.CHEBYSHEV;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Test;

class ChebyshevTest {

  @Test
  void aPolynomialComesBackAsItself() {
    double[] powers = {1, -2, 0.5, 0, 3};
    double[] found = Chebyshev.powers(x -> Chebyshev.at(powers, x), 7);
    assertArrayEquals(new double[] {1, -2, 0.5, 0, 3, 0, 0}, found, CHEBYSHEV * 20);
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
