package org.ntkasymptotics.special;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.BOX_COX;
import static org.ntkasymptotics.reference.Tolerances.EPS;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxCoxTest {

  /** ℓ as loops put it together. */
  private static double assembled(BoxCox l, double s) {
    int field = (int) (Double.doubleToRawLongBits(s) >>> 52);
    double f = Math.scalb(s, 1023 - field);
    return l.steps()[field] + l.factors()[field] * Chebyshev.at(l.powers(), 2 * f - 3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, -0.2, -1e-9, 0, 1e-3, 0.3, 0.5})
  void tablesAndPolynomialAreTheTransformation(double delta) {
    BoxCox l = new BoxCox(delta, -7);
    for (double log = -300; log < 0; log += 0.37) {
      double s = Math.exp(log);
      // Each in its own way from the rounded logarithm, which is multiplied by δ.
      double allowed = BOX_COX - 4 * EPS * Math.abs(delta) * log;
      assertWithin(l.of(s), assembled(l, s), -allowed * l.of(s / 2), "delta=" + delta + " s=" + s);
    }
    assertEquals(-7, assembled(l, 0));
    assertEquals(-7, l.of(0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 0.5})
  void halvesAreRoots(double delta) {
    BoxCox l = new BoxCox(delta, 0);
    for (double s = 1e-3; s < 1; s += 1e-3) {
      double root = delta > 0 ? Math.sqrt(s) : 1 / Math.sqrt(s);
      assertWithin((root - 1) / delta, assembled(l, s), -BOX_COX * l.of(s / 2), "s=" + s);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e-5, 0.1, 0.5, 0.75})
  void withoutDeltaItIsTheLogarithm(double s) {
    BoxCox l = new BoxCox(0, 0);
    assertWithin(Math.log(s), assembled(l, s), -BOX_COX * Math.log(s / 2), "s=" + s);
    assertEquals(BoxCox.SMALLEST, l.delta());
  }
}
