package org.ntkasymptotics.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.NETWORK_OUTPUT;
import static org.ntkasymptotics.reference.Tolerances.STANDARD_ERRORS;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.DeepReluCovariance;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.random.Seeds;

/** Initial errors: the ball's edge, the covariance of the processes, bits and threads. */
class TargetTest {
  private static final Dataset FIVE =
      Dataset.of(
          RowMatrix.of(
              new double[] {0, 0},
              new double[] {1, 0.5},
              new double[] {1, 0.50001},
              new double[] {-1, -0.5},
              new double[] {0.3, -2}));

  @Test
  void theBallIsClosed() {
    Dataset edge =
        Dataset.of(
            RowMatrix.of(
                new double[] {3, 4},
                new double[] {Math.nextUp(3.0), 4},
                new double[] {0, -5},
                new double[] {0, Math.nextDown(-5.0)},
                new double[] {0, 0}));
    assertArrayEquals(new double[] {1, 0, 1, 0, 1}, new BallTarget(5).draw(edge, new Seeds(1)));
    assertArrayEquals(
        new double[] {1, 1, 0, 0, 0},
        new BallTarget(1.5, List.of(3.0, 5.5)).draw(edge, new Seeds(1)));
  }

  @Test
  void theBallSaysWhatIsWrong() {
    refuses("radius must be positive", () -> new BallTarget(-1));
    refuses("center must be finite", () -> new BallTarget(1, List.of(Double.NaN)));
    refuses(
        "center must have 2 coordinates like the points, has 1",
        () -> new BallTarget(1, List.of(1.0)).draw(FIVE, new Seeds(1)));
    refuses(
        "none of the 5 points",
        () -> new BallTarget(1, List.of(50.0, 50.0)).draw(FIVE, new Seeds(1)));
  }

  @Test
  void theNetworkTargetIsTheFunctionOfOneNetwork() {
    int width = 5000; // more than one chunk of 4096
    double[] f = new NetworkGpTarget(width, 1.4, 0.7).draw(FIVE, new Seeds(2));
    ShallowNetwork network =
        ShallowNetwork.draw(2, width, 1.4, 0.7, new Seeds(2).stream("target/network"));
    double[] expected = network.outputs(FIVE.points());
    for (int i = 0; i < 5; i++) {
      double terms = Math.sqrt(width) * 5; // bounds Σ|terms|: mean |c relu| below 3, times σ_w
      assertWithin(expected[i], f[i], NETWORK_OUTPUT * terms, "f at point " + i);
    }
  }

  /**
   * E f(x) f(x′) = Σ exactly at any width; the variance of a product is Σ_ii Σ_jj + Σ_ij², and the
   * excess kurtosis adds at most a share 30/width.
   */
  @ParameterizedTest
  @ValueSource(strings = {"relu-covariance", "power-covariance:q=0.75", "power-covariance:q=1.5"})
  void theNetworkTargetHasItsCovariance(String spec) {
    AngleKernel covariance = (AngleKernel) NtkKernel.from(spec, 1.4, 0.7);
    assertCovariance(new NetworkGpTarget(300, covariance), covariance, 2000, 1 + 30.0 / 300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"relu-covariance", "power-covariance:q=2.0", "deep-relu-covariance:hidden=3"})
  void theCovarianceTargetHasItsCovariance(String spec) {
    AngleKernel covariance = (AngleKernel) NtkKernel.from(spec, 1.4, 0.7);
    assertCovariance(new CovarianceGpTarget(covariance), covariance, 20_000, 1);
  }

  private static void assertCovariance(
      Target target, AngleKernel kernel, int draws, double kurtosis) {
    ParallelRanges one = new ParallelRanges(1);
    double[][] products = new double[5][5];
    for (int k = 0; k < draws; k++) {
      double[] f = target.draw(FIVE, new Seeds(k), one);
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j <= i; j++) {
          products[i][j] += f[i] * f[j] / draws;
        }
      }
    }
    RowMatrix x = FIVE.points();
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j <= i; j++) {
        double covariance = kernel.entry(x.row(i), x.row(j));
        double square =
            kernel.entry(x.row(i), x.row(i)) * kernel.entry(x.row(j), x.row(j))
                + covariance * covariance;
        double allowed = STANDARD_ERRORS * Math.sqrt(square * kurtosis / draws);
        assertWithin(covariance, products[i][j], allowed, "covariance " + i + "," + j);
      }
    }
  }

  /** Around one tile of 128 points and one group of 512 neurons, odd and even dimension. */
  @ParameterizedTest
  @ValueSource(ints = {2, 127, 128, 129, 400})
  void sameBitsForAnyNumberOfThreads(int samples) {
    for (int d = 1; d <= 3; d++) {
      Dataset data = new UniformBall(d, 1).draw(samples, new Seeds(1));
      for (Target target :
          List.of(new NetworkGpTarget(1000, 1, 0.5), new CovarianceGpTarget(1, 0.5))) {
        double[] one = target.draw(data, new Seeds(5), new ParallelRanges(1));
        for (int threads = 2; threads <= 3; threads++) {
          double[] f = target.draw(data, new Seeds(5), new ParallelRanges(threads));
          assertArrayEquals(one, f);
        }
      }
    }
  }

  @Test
  void duplicatedPointsGetTheSameValue() {
    RowMatrix x = RowMatrix.of(new double[] {1, 2}, new double[] {0, 1}, new double[] {1, 2});
    double[] f = new NetworkGpTarget(1000, 1, 1).draw(Dataset.of(x), new Seeds(1));
    assertEquals(f[0], f[2]);
    double[] g = new CovarianceGpTarget(1, 1).draw(Dataset.of(x), new Seeds(1));
    assertWithin(g[0], g[2], 1e-6, "equal up to the root of rounding");
  }

  @Test
  void processesSayWhatIsWrong() {
    refuses("width must be at least 1, is 0", () -> new NetworkGpTarget(0, 1, 1));
    refuses("sigma-w must be positive", () -> new NetworkGpTarget(0.0, 1));
    refuses("draw it exactly", () -> new NetworkGpTarget(9, new DeepReluCovariance(3, 1, 1)));
    refuses("is not the covariance", () -> new CovarianceGpTarget(new ReluNtk(1, 1)));
    refuses("sigma-b must be finite and >= 0", () -> new CovarianceGpTarget(1, -1));
  }

  private static void refuses(String complaint, Executable action) {
    Exception e = assertThrows(IllegalArgumentException.class, action);
    assertTrue(e.getMessage().contains(complaint), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
