package org.ntkasymptotics.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.NEAREST_NEURONS;
import static org.ntkasymptotics.reference.Tolerances.SIGMAS;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.UniformSphere;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/** Singularities from the weights of a network against closed forms for Gaussian weights. */
class NetworkSingularityTest {
  private static final int WIDTH = 6000;

  private static FiniteNetwork draw(NetworkShape shape) {
    return shape.draw(new Seeds(5).stream("network"));
  }

  /** Weights N(0, 1): the closed form of infinite width, for several activations. */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "1, 3", "1.5, 2", "0.75, 2"})
  void independentWeightsGiveTheClosedForm(double q, int d) {
    LayeredNetwork network = draw(NetworkShape.layered(1.3, 0.7, q, d, 1, WIDTH)).layered();
    SingularExpansion exact = SingularExpansion.powerNtk(q, d, 1.3, 0.7);
    assertRelative(
        1, meanRatio(NetworkSingularity.of(network), exact, d, 1), 2 * NEAREST_NEURONS, "θ̃");
    double p = d / (d + exact.order());
    assertRelative(
        1, meanRatio(NetworkSingularity.of(network), exact, d, p), NEAREST_NEURONS, "θ̃^p");
    assertRelative(
        1, meanRatio(NetworkSingularity.of(network), exact, d, -p / d), NEAREST_NEURONS, "θ̃^−ξ");
  }

  private static double meanRatio(Singularity estimate, Singularity exact, int d, double p) {
    RandomStream stream = new Seeds(2).stream("places");
    double sum = 0;
    for (int i = 0; i < 400; i++) {
      double[] x = gaussian(stream, d);
      double[] n = unit(gaussian(stream, d));
      sum += Math.exp(estimate.logSymbolPower(x, n, p) - exact.logSymbolPower(x, n, p));
    }
    return sum / 400;
  }

  private static double[] gaussian(RandomStream stream, int d) {
    double[] x = new double[d];
    for (int j = 0; j < d; j++) {
      x[j] = stream.nextGaussian();
    }
    return x;
  }

  private static double[] unit(double[] x) {
    double norm = Math.sqrt(DensityNodes.norm2(x));
    for (int j = 0; j < x.length; j++) {
      x[j] /= norm;
    }
    return x;
  }

  /** Weights N(0, diag(s²)), in d = 2: ∫ |u|³⁻¹ p(ua) du in closed form. */
  @Test
  void unevenWeightsAreSeenInTheDirectionsWhereTheyLie() {
    double[] s = {2, 0.5, 1};
    RandomStream stream = new Seeds(3).stream("network");
    RowMatrix w = RowMatrix.zeros(WIDTH, 2);
    double[] b = new double[WIDTH];
    double[] c = new double[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      w.set(i, 0, s[0] * stream.nextGaussian());
      w.set(i, 1, s[1] * stream.nextGaussian());
      b[i] = s[2] * stream.nextGaussian();
      c[i] = stream.nextGaussian();
    }
    Singularity estimate =
        NetworkSingularity.of(new LayeredNetwork(1, 1, 1, List.of(w), List.of(b), c));
    for (double[] n : new double[][] {{1, 0}, {0, 1}, {Math.sqrt(0.5), Math.sqrt(0.5)}}) {
      double sum = 0;
      for (int i = 0; i < 400; i++) {
        double[] x = gaussian(stream, 2);
        double along = x[0] * n[0] + x[1] * n[1];
        double form = n[0] * n[0] / 4 + n[1] * n[1] * 4 + along * along;
        double exact =
            (1 + DensityNodes.norm2(x))
                * (2 * Math.PI)
                * Math.pow(2 * Math.PI, -1.5)
                * Math.pow(2, 1.5)
                * Gamma.gamma(1.5)
                * Math.pow(form, -1.5);
        sum += Math.exp(estimate.logSymbolPower(x, n, 2.0 / 3) - 2.0 / 3 * Math.log(exact));
      }
      assertRelative(1, sum / 400, NEAREST_NEURONS, n[0] + ", " + n[1]);
    }
  }

  /** The laws of a fresh network, with their error bars, against those of infinite width. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void lawsOfAFreshNetworkAreThoseOfInfiniteWidth(int d) {
    Seeds seeds = new Seeds(1);
    Dataset data = new GaussianMixture(d, 8, 1, 0.5).draw(500, seeds);
    NetworkShape shape = NetworkShape.shallow(Parametrisation.MEAN_FIELD, 1, 1, d, WIDTH);
    Laws limit = Laws.of(new ReluNtk(1, 1), data, new BallTarget(1), seeds);
    Laws laws = Laws.of(new EmpiricalNtk("drawn", draw(shape)), data, new BallTarget(1), seeds);
    assertEquals(limit.eigenvalues().nu(), laws.eigenvalues().nu(), 1e-15);
    agree(limit.eigenvalues().lambda(), laws.eigenvalues().lambda(), "Λ");
    agree(limit.loss().orElseThrow().c(), laws.loss().orElseThrow().c(), "C");
    assertTrue(laws.finiteSample().orElseThrow().hasLoss());
    assertTrue(laws.caveats().stream().anyMatch(c -> c.contains("of " + WIDTH)));
  }

  @Test
  void theirWindowEndsWhereTheNetworkLeavesThem() {
    Seeds seeds = new Seeds(1);
    Dataset data = new GaussianMixture(1, 8, 1, 0.5).draw(5000, seeds);
    EmpiricalNtk narrow = new EmpiricalNtk("n", draw(NetworkShape.layered(1, 1, 1, 1, 1, 400)));
    Laws laws = Laws.of(narrow, data, new BallTarget(1), seeds);
    ValidityWindow window = laws.window().orElseThrow();
    assertEquals(40, window.correctedEigenvalues().high());
    assertEquals(40, window.partialSums().high());
    double lambda = laws.eigenvalues().lambda().value().orElseThrow();
    assertEquals(40, Math.sqrt(2 * lambda * window.correctedTimes().high()), 1e-9);
  }

  /** Sixty neurons at each place: what any number of neighbours sees is not the density. */
  @Test
  void gatheredNeuronsWidenTheErrorAndAreNamed() {
    Seeds seeds = new Seeds(1);
    Dataset data = new GaussianMixture(2, 8, 1, 0.5).draw(500, seeds);
    RandomStream stream = new Seeds(4).stream("network");
    RowMatrix w = RowMatrix.zeros(1800, 2);
    double[] b = new double[1800];
    double[] c = new double[1800];
    for (int copies : new int[] {1, 60}) {
      for (int i = 0; i < b.length; i++) {
        int first = i - i % copies;
        for (int j = 0; j < 2; j++) {
          w.set(i, j, i == first ? stream.nextGaussian() : w.get(first, j) + 1e-4 * (i % copies));
        }
        b[i] = i == first ? stream.nextGaussian() : b[first];
        c[i] = stream.nextGaussian();
      }
      LayeredNetwork network = new LayeredNetwork(1, 1, 1, List.of(w), List.of(b), c);
      EigenvalueLaw law = Laws.of(new EmpiricalNtk("n", network), data, seeds).eigenvalues();
      double error = ((Constant.Known) law.lambda()).relativeError();
      assertEquals(copies > 1, error > NEAREST_NEURONS, "relative error " + error);
      assertEquals(
          copies > 1, law.caveats().stream().anyMatch(t -> t.startsWith("Neurons gather")));
    }
  }

  private static void agree(Constant expected, Constant actual, String what) {
    double e = ((Constant.Known) expected).number();
    Constant.Known a = (Constant.Known) actual;
    assertTrue(a.relativeError() < 1.5 * NEAREST_NEURONS, what + " " + a.relativeError());
    // The network's own kernel is off by the mean of its c², √(2/N), which no estimate can know.
    double own = SIGMAS * Math.sqrt(2.0 / WIDTH) * e;
    assertWithin(e, a.number(), SIGMAS * a.standardError() + own, what);
  }

  @Test
  void whereNothingIsKnownItIsSaid() {
    Seeds seeds = new Seeds(1);
    Dataset data = new GaussianMixture(2, 8, 1, 0.5).draw(50, seeds);
    EmpiricalNtk deep = new EmpiricalNtk("d", draw(NetworkShape.layered(1, 1, 1, 2, 2, 400)));
    EmpiricalNtk narrow = new EmpiricalNtk("n", draw(NetworkShape.layered(1, 1, 1, 2, 1, 30)));
    EmpiricalNtk wide = new EmpiricalNtk("w", draw(NetworkShape.layered(1, 1, 1, 2, 1, 400)));
    assertTrue(!Laws.areKnown(deep, data) && !Laws.areKnown(narrow, data));
    assertTrue(Laws.areKnown(wide, data));
    assertTrue(!Laws.areKnown(wide, new UniformSphere(2, 1).draw(50, seeds)));
    assertThrows(IllegalArgumentException.class, () -> Laws.of(deep, data, seeds));
    Laws process = Laws.of(wide, data, new NetworkGpTarget(100, 1, 1), seeds);
    assertTrue(process.loss().orElseThrow().c() instanceof Constant.Missing);
  }
}
