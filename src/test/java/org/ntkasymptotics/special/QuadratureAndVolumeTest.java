package org.ntkasymptotics.special;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.reference.Tolerances;

/** Gauss-Legendre rules and volumes of balls against values known in closed form. */
class QuadratureAndVolumeTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20, 97, 700})
  void powersUpToTwiceTheNodesAreExact(int n) {
    GaussLegendre rule = GaussLegendre.of(n, 0, 2);
    for (int power : new int[] {0, 1, n, 2 * n - 1}) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += rule.weights()[i] * Math.pow(rule.nodes()[i] / 2, power);
      }
      // A node's error is magnified by the power.
      double tolerance = Tolerances.QUADRATURE_NODES * (1 + power);
      Tolerances.assertRelative(2.0 / (power + 1), sum, tolerance, n + " nodes, power " + power);
    }
    for (int i = 1; i < n; i++) {
      assertTrue(rule.nodes()[i] > rule.nodes()[i - 1] && rule.weights()[i] > 0);
    }
  }

  @Test
  void volumesAreThoseOfIntervalDiscBallAndHighDimensions() {
    double[] volumes = {2, Math.PI, 4 * Math.PI / 3, Math.PI * Math.PI / 2};
    for (int d = 1; d <= 4; d++) {
      double v = Math.exp(UnitBall.logVolume(d));
      Tolerances.assertRelative(volumes[d - 1], v, Tolerances.LOG_SUM, "V_" + d);
      double surface = Math.exp(UnitBall.logSurface(d));
      Tolerances.assertRelative(d * volumes[d - 1], surface, Tolerances.LOG_SUM, "S_" + d);
    }
    // V_d = (2π/d) V_{d−2}; the logarithms are about 2000, and four of them are rounded.
    double difference = UnitBall.logVolume(784) - UnitBall.logVolume(782);
    Tolerances.assertRelative(
        2 * Math.PI / 784, Math.exp(difference), 4 * 2000 * 2 * Tolerances.EPS, "V_784 / V_782");
  }
}
