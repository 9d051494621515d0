package org.ntkasymptotics.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.reference.Tolerances;

class LocalExponentTest {
  @Test
  void isConstantOnAPureLaw() {
    LocalExponent local =
        LocalExponent.of(
            SyntheticSeries.ofIndex(1000, x -> 7 * Math.pow(x, -1.25)), FitRules.standard());
    for (double p : local.exponents()) {
      Tolerances.assertRelative(1.25, p, Tolerances.PURE_LAW_FIT, "fitted number");
    }
    assertTrue(local.size() > 40);
    assertTrue(local.x()[0] > 0.5 * Math.pow(10, 0.199));
    assertTrue(local.x()[local.size() - 1] < 1000 / Math.pow(10, 0.199));
  }

  @Test
  void followsASlowChange() {
    // ln y = −(ln x)²/20: p(x) = ln x/10, and a symmetric window reproduces a quadratic's slope.
    LocalExponent local =
        LocalExponent.of(
            SyntheticSeries.onGrid(1, 5, 40, x -> Math.exp(-Math.log(x) * Math.log(x) / 20)),
            FitRules.standard());
    for (int k = 0; k < local.size(); k++) {
      assertEquals(Math.log(local.x()[k]) / 10, local.exponents()[k], 0.01);
    }
  }

  @Test
  void aSeriesShorterThanTheSmoothingHasNone() {
    assertEquals(
        0,
        LocalExponent.of(SyntheticSeries.onGrid(1, 0.3, 20, x -> 1 / x), FitRules.standard())
            .size());
  }
}
