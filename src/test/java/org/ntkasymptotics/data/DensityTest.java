package org.ntkasymptotics.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ntkasymptotics.reference.Tolerances.GRID_INTEGRAL;
import static org.ntkasymptotics.reference.Tolerances.LOG_DENSITY;
import static org.ntkasymptotics.reference.Tolerances.STANDARD_ERRORS;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/** Densities integrate to one, agree with brute force, and fit what is drawn from them. */
class DensityTest {
  private static final double[] WEIGHTS = {0.5, 0.2, 0.3};
  private static final double[] WIDTHS = {0.5, 0.25, 1};

  private static MixtureDensity mixture(int d) {
    double[] centres = {0, 1, -1.5, 0.5, 2, 0.25};
    return new MixtureDensity(
        new RowMatrix(3, d, java.util.Arrays.copyOf(centres, 3 * d)), WEIGHTS, WIDTHS);
  }

  @Test
  void aMixtureIntegratesToOneInOneDimension() {
    assertRelative(1, integral(mixture(1), 12.5, 0.125), GRID_INTEGRAL, "integral, d = 1");
    assertRelative(
        1, integral(mixture(1).tempered(1.5), 18, 0.1875), GRID_INTEGRAL, "integral, tempered");
  }

  @Test
  void aMixtureIntegratesToOneInTwoDimensions() {
    double sum = 0;
    double h = 0.125;
    for (int i = -100; i <= 100; i++) {
      for (int j = -100; j <= 100; j++) {
        sum += Math.exp(mixture(2).logDensity(new double[] {i * h, j * h}));
      }
    }
    assertRelative(1, sum * h * h, GRID_INTEGRAL, "integral, d = 2");
  }

  private static double integral(Density density, double reach, double h) {
    double sum = 0;
    int n = (int) (reach / h);
    for (int i = -n; i <= n; i++) {
      sum += Math.exp(density.logDensity(new double[] {i * h}));
    }
    return sum * h;
  }

  @Test
  void aMixtureAgreesWithTheSumOfItsComponents() {
    RandomStream stream = new Seeds(1).stream("x");
    MixtureDensity density = mixture(2);
    for (int repeat = 0; repeat < 100; repeat++) {
      double[] x = {2 * stream.nextGaussian(), 2 * stream.nextGaussian()};
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        double dx = x[0] - density.centres().get(k, 0);
        double dy = x[1] - density.centres().get(k, 1);
        double variance = WIDTHS[k] * WIDTHS[k];
        sum +=
            WEIGHTS[k] * Math.exp(-(dx * dx + dy * dy) / (2 * variance)) / (2 * Math.PI * variance);
      }
      double expected = Math.log(sum);
      assertWithin(
          expected,
          density.logDensity(x),
          LOG_DENSITY * (Math.abs(expected) + 10),
          "log density at " + x[0] + "," + x[1]);
    }
  }

  @Test
  void farTailsDoNotUnderflow() {
    double x = 1e6;
    double expected = Math.log(0.3) - 0.5 * Math.log(2 * Math.PI) - (x + 1.5) * (x + 1.5) / 2;
    assertRelative(expected, mixture(1).logDensity(new double[] {x}), LOG_DENSITY, "tail");
    assertEquals(Double.NEGATIVE_INFINITY, mixture(1).logDensity(new double[] {1e200}));
  }

  @Test
  void tailsOfTheThirdComponentWinAlsoWhenItsCentreIsFarther() {
    MixtureDensity two =
        MixtureDensity.ofEqual(RowMatrix.of(new double[] {-3}, new double[] {3}), 1);
    double expected = Math.log(0.5) - 0.5 * Math.log(2 * Math.PI) - 47 * 47 / 2.0;
    assertRelative(expected, two.logDensity(new double[] {50}), LOG_DENSITY, "nearest of two");
  }

  /** Shares, means and variances of the components, from far apart components of known place. */
  @Test
  void samplesFollowWeightsCentresAndWidths() {
    RowMatrix centres = RowMatrix.of(new double[] {-100}, new double[] {0}, new double[] {100});
    MixtureDensity density = new MixtureDensity(centres, WEIGHTS, WIDTHS);
    int n = 100_000;
    double[] x = density.sample(n, new Seeds(4).stream("x")).array();
    double[] count = new double[3];
    double[] sum = new double[3];
    double[] square = new double[3];
    for (double v : x) {
      int k = (int) Math.round(v / 100) + 1;
      double z = (v - centres.get(k, 0)) / WIDTHS[k];
      count[k]++;
      sum[k] += z;
      square[k] += z * z;
    }
    for (int k = 0; k < 3; k++) {
      double p = WEIGHTS[k];
      double share = STANDARD_ERRORS * Math.sqrt(p * (1 - p) / n);
      assertWithin(p, count[k] / n, share, "share of component " + k);
      double allowed = STANDARD_ERRORS / Math.sqrt(count[k]);
      assertWithin(0, sum[k] / count[k], allowed, "mean of component " + k);
      assertWithin(1, square[k] / count[k], Math.sqrt(2) * allowed, "variance of component " + k);
    }
  }

  /** ∫ μ = 1 = E[μ′/μ]: sampling from the tempered mixture averages functions of the plain one. */
  @Test
  void importanceSamplingFromTheTemperedMixtureIsUnbiased() {
    MixtureDensity plain = mixture(2);
    MixtureDensity wide = plain.tempered(1.3);
    RandomStream stream = new Seeds(9).stream("x");
    int n = 50_000;
    double sum = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      double[] x = wide.sample(stream);
      double ratio = Math.exp(plain.logDensity(x) - wide.logDensity(x));
      sum += ratio;
      square += ratio * ratio;
    }
    double error = Math.sqrt((square / n - sum / n * sum / n) / n);
    assertWithin(1, sum / n, STANDARD_ERRORS * error, "mean weight");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void uniformBallHasItsVolumeAndRadii(int d) {
    UniformBallDensity ball = new UniformBallDensity(d, 2.5);
    double[] unitVolumes = {
      1,
      2,
      Math.PI,
      4 * Math.PI / 3,
      Math.PI * Math.PI / 2,
      0,
      0,
      16 * Math.PI * Math.PI * Math.PI / 105
    };
    double[] inside = new double[d];
    double expected = -Math.log(unitVolumes[d]) - d * Math.log(2.5);
    assertWithin(expected, ball.logDensity(inside), 20 * LOG_DENSITY, "log 1/volume");
    inside[d - 1] = 2.5;
    assertWithin(expected, ball.logDensity(inside), 20 * LOG_DENSITY, "on the boundary");
    inside[d - 1] = Math.nextUp(2.5);
    assertEquals(Double.NEGATIVE_INFINITY, ball.logDensity(inside));
    int n = 20_000;
    double[] moments = new double[2];
    RandomStream stream = new Seeds(d).stream("x");
    for (int i = 0; i < n; i++) {
      double[] x = ball.sample(stream);
      assertEquals(expected, ball.logDensity(x), 1e-12, "a drawn point lies inside");
      moments[0] += x[0] / n;
      double r = Math.sqrt(java.util.Arrays.stream(x).map(v -> v * v).sum());
      moments[1] += Math.pow(r / 2.5, d) / n;
    }
    double allowed = STANDARD_ERRORS / Math.sqrt(n);
    assertWithin(0, moments[0], 2.5 / Math.sqrt(d + 2) * allowed, "mean, variance R²/(d + 2)");
    assertWithin(0.5, moments[1], allowed / Math.sqrt(12), "(|x|/R)^d is uniform");
  }

  @Test
  void uniformCubeHasItsVolumeAndSides() {
    UniformCubeDensity cube = new UniformCubeDensity(3, 4);
    double[] corner = {2, -2, 2};
    assertRelative(-3 * Math.log(4), cube.logDensity(corner), LOG_DENSITY, "log 1/volume");
    corner[1] = -Math.nextUp(2.0);
    assertEquals(Double.NEGATIVE_INFINITY, cube.logDensity(corner));
    int n = 20_000;
    double square = 0;
    RandomStream stream = new Seeds(1).stream("x");
    for (int i = 0; i < n; i++) {
      square += Math.pow(cube.sample(stream)[2], 2) / n;
    }
    double allowed = STANDARD_ERRORS * Math.sqrt((256 / 80.0 - 16 / 9.0) / n);
    assertWithin(16 / 12.0, square, allowed, "side²/12, fourth moment side⁴/80");
  }

  @Test
  void refusesNonsense() {
    RowMatrix centres = RowMatrix.zeros(1, 1);
    assertThrows(IllegalArgumentException.class, () -> MixtureDensity.ofEqual(centres, 0));
    assertThrows(IllegalArgumentException.class, () -> MixtureDensity.ofEqual(centres, Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MixtureDensity(centres, new double[] {0.9}, new double[] {1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MixtureDensity(centres, new double[] {1}, new double[2]));
    assertThrows(IllegalArgumentException.class, () -> mixture(1).tempered(0));
    assertThrows(IllegalArgumentException.class, () -> new UniformBallDensity(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new UniformCubeDensity(1, -1));
  }
}
