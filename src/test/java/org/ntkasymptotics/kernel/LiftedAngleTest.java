package org.ntkasymptotics.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.reference.Tolerances.EPS;
import static org.ntkasymptotics.reference.Tolerances.LIFTED_ANGLE;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiftedAngleTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 20, 784})
  void agreesWithSixtyDigits(int d) {
    for (PointPairs p : PointPairs.hard(d, d)) {
      ExactKernel exact = new ExactKernel(p.x(), p.y(), p.sigmaW(), p.sigmaB());
      LiftedAngle angle = LiftedAngle.between(p.x(), p.y(), p.sigmaW(), p.sigmaB());
      double size = Math.max(exact.phi, separation(p));
      assertWithin(exact.phi, angle.phi(), LIFTED_ANGLE * size, "phi, " + p.words());
      assertWithin(exact.sine, angle.sine(), LIFTED_ANGLE * exact.product, "sine, " + p.words());
      assertWithin(
          exact.cosine, angle.cosine(), LIFTED_ANGLE * exact.product, "cosine, " + p.words());
    }
  }

  /** σ_w |x − x′| over the larger norm: what the rounding of the differences is relative to. */
  private static double separation(PointPairs p) {
    double[] difference = new double[p.x().length];
    for (int k = 0; k < difference.length; k++) {
      difference[k] = p.x()[k] - p.y()[k];
    }
    return LiftedAngle.norm(difference, p.sigmaW(), 0)
        / Math.max(
            LiftedAngle.norm(p.x(), p.sigmaW(), p.sigmaB()),
            LiftedAngle.norm(p.y(), p.sigmaW(), p.sigmaB()));
  }

  @Test
  void coincidingPointsHaveAngleZeroExactly() {
    for (PointPairs p : PointPairs.hard(3, 7)) {
      LiftedAngle angle = LiftedAngle.between(p.x(), p.x(), p.sigmaW(), p.sigmaB());
      assertEquals(0, angle.phi());
      assertEquals(0, angle.sine());
    }
  }

  @Test
  void oppositePointsWithoutBiasHaveAnglePi() {
    double[] x = {0.1, -0.7, 2.3};
    double[] y = {-0.1, 0.7, -2.3};
    assertEquals(Math.PI, LiftedAngle.between(x, y, 1.7, 0).phi(), 2 * EPS);
  }

  @Test
  void theOriginWithoutBiasHasNoDirection() {
    LiftedAngle angle = LiftedAngle.between(new double[2], new double[] {1, 2}, 1, 0);
    assertEquals(new LiftedAngle(0, Math.sqrt(5), 0, 0, 0), angle);
  }
}
