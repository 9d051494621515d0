package org.ntkasymptotics.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.EPS;
import static org.ntkasymptotics.reference.Tolerances.STANDARD_ERRORS;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;

/** Data sets are reproducible to the bit, know their origin, and can be divided. */
class DistributionTest {
  private static final GaussianMixture MIXTURE = new GaussianMixture(2, 8, 1.0, 0.5);

  /** First two centres and first three points for root 1, from gen_streams.py. */
  private static final double[] CENTRES = {
    -0x1.f05f9a527449fp-2, 0x1.29e7eab03ec23p-1, -0x1.a7a5fc3e60ab7p-5, -0x1.67eea64c07f2fp-1
  };

  private static final double[] POINTS = {
    -0x1.844cd506af520p-6,
    0x1.80caad979faacp-1,
    0x1.49cf3e582b134p-2,
    0x1.6c12ecd176e02p-2,
    -0x1.98d4468f25b9dp-1,
    -0x1.ba57d65e76443p-2
  };

  @Test
  void aMixtureHasTheGoldenBits() {
    Dataset data = MIXTURE.draw(3, new Seeds(1));
    MixtureDensity density = (MixtureDensity) data.density().orElseThrow();
    assertArrayEquals(CENTRES, Arrays.copyOf(density.centres().array(), 4));
    assertArrayEquals(POINTS, data.points().array());
    assertEquals(Optional.of(MIXTURE), data.distribution());
    assertArrayEquals(POINTS, Arrays.copyOf(MIXTURE.draw(50, new Seeds(1)).points().array(), 6));
  }

  @Test
  void theSameSpecAndRootGiveTheSameBits() {
    for (Distribution spec :
        List.of(MIXTURE, new UniformBall(3, 2), new UniformSphere(3, 2), new UniformCube(3, 2))) {
      double[] a = spec.draw(20, new Seeds(7)).points().array();
      assertArrayEquals(a, spec.draw(20, new Seeds(7)).points().array());
      assertNotEquals(a[0], spec.draw(20, new Seeds(8)).points().array()[0]);
      assertEquals(spec.dimension(), spec.draw(2, new Seeds(1)).dimension());
    }
  }

  /** Given the centres: mean = mean centre, covariance = width² I + covariance of the centres. */
  @Test
  void aMixtureHasTheMomentsOfItsCentres() {
    int m = 40_000;
    Dataset data = MIXTURE.draw(m, new Seeds(3));
    RowMatrix centres = MIXTURE.density(new Seeds(3)).centres();
    for (int j = 0; j < 2; j++) {
      double centre = mean(centres, j);
      double variance = 0.25 + variance(centres, j, centre);
      double mean = mean(data.points(), j);
      double allowed = STANDARD_ERRORS * Math.sqrt(variance / m);
      assertWithin(centre, mean, allowed, "mean of coordinate " + j);
      // The kurtosis of a mixture of equal widths is below that of the widest: 15 is ample.
      double spread = variance * Math.sqrt(14.0 / m) * STANDARD_ERRORS;
      assertWithin(variance, variance(data.points(), j, mean), spread, "variance " + j);
    }
  }

  private static double mean(RowMatrix x, int j) {
    return IntStream.range(0, x.rows()).mapToDouble(i -> x.get(i, j)).average().orElseThrow();
  }

  private static double variance(RowMatrix x, int j, double mean) {
    return IntStream.range(0, x.rows())
        .mapToDouble(i -> Math.pow(x.get(i, j) - mean, 2))
        .average()
        .orElseThrow();
  }

  @Test
  void pointsOnASphereHaveItsRadiusAndNoDensity() {
    int m = 20_000;
    Dataset data = new UniformSphere(3, 2.5).draw(m, new Seeds(3));
    assertTrue(data.isOnSphere());
    assertTrue(data.density().isEmpty());
    assertFalse(MIXTURE.draw(2, new Seeds(1)).isOnSphere());
    for (int i = 0; i < m; i++) {
      double norm = Math.sqrt(Arrays.stream(data.points().row(i)).map(v -> v * v).sum());
      assertRelative(2.5, norm, 8 * EPS, "radius");
    }
    // On the 2-sphere every coordinate is uniform on [−R, R].
    double allowed = STANDARD_ERRORS * Math.sqrt((1 / 5.0 - 1 / 9.0) / m) * 6.25;
    assertWithin(6.25 / 3, variance(data.points(), 1, 0), allowed, "second moment");
  }

  @Test
  void partsAreDisjointAndTogetherEverything() {
    Dataset data = MIXTURE.draw(11, new Seeds(2));
    int[] all =
        IntStream.range(0, 3)
            .flatMap(k -> Arrays.stream(data.partIndices(k, 3)))
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, 11).toArray(), all);
    Dataset last = data.part(2, 3);
    assertEquals(3, last.samples());
    assertArrayEquals(data.points().row(5), last.points().row(1));
    assertEquals(data.density(), last.density());
    assertEquals(data.distribution(), last.distribution());
    assertThrows(IllegalArgumentException.class, () -> data.part(3, 3));
    assertThrows(IllegalArgumentException.class, () -> data.part(0, 12));
  }

  @Test
  void specsSayWhichRuleIsBroken() {
    refuses("dimension must be at least 1, is 0", () -> new GaussianMixture(0, 8, 1, 1));
    refuses("clusters must be at least 1, is 0", () -> new GaussianMixture(1, 0, 1, 1));
    refuses("spread must be finite and >= 0, is -1.0", () -> new GaussianMixture(1, 1, -1, 1));
    refuses(
        "width must be positive and finite, is NaN",
        () -> new GaussianMixture(1, 1, 1, Double.NaN));
    refuses("samples (M) must be at least 2, is 1", () -> MIXTURE.draw(1, new Seeds(1)));
    refuses("radius must be positive", () -> new UniformBall(2, 0));
    refuses("must be at least 2, is 1", () -> new UniformSphere(1, 1));
    refuses("side must be positive", () -> new UniformCube(2, Double.POSITIVE_INFINITY));
    refuses(
        "does not fit into one array",
        () -> new UniformCube(3, 1).draw(Integer.MAX_VALUE, new Seeds(1)));
    refuses(
        "their density has 2",
        () -> new Dataset(RowMatrix.zeros(2, 3), Optional.of(new UniformBallDensity(2, 1))));
  }

  private static void refuses(String complaint, org.junit.jupiter.api.function.Executable action) {
    Exception e = assertThrows(IllegalArgumentException.class, action);
    assertTrue(e.getMessage().contains(complaint), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
