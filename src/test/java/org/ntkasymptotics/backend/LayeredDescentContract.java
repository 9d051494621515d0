package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.backend.DescentTrials.B;
import static org.ntkasymptotics.backend.DescentTrials.MANY_STEPS;
import static org.ntkasymptotics.backend.DescentTrials.W;
import static org.ntkasymptotics.backend.DescentTrials.empiricalKernel;
import static org.ntkasymptotics.backend.DescentTrials.loss;
import static org.ntkasymptotics.backend.DescentTrials.steps;
import static org.ntkasymptotics.backend.DescentTrials.times;
import static org.ntkasymptotics.reference.Tolerances.DIFFERENCE_QUOTIENT;
import static org.ntkasymptotics.reference.Tolerances.FROZEN_KERNEL;
import static org.ntkasymptotics.reference.Tolerances.LANCZOS;
import static org.ntkasymptotics.reference.Tolerances.LAYERED_KERNEL;
import static org.ntkasymptotics.reference.Tolerances.SINGLE_LOSS;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.kernel.DeepReluNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.PowerNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;

/** What training of layered networks on every back end must compute; sizes around its tiles. */
public abstract class LayeredDescentContract {
  private final DescentTrials trials = new DescentTrials("layered-descent");
  private Backend backend;

  /** The back end under test with that many host threads. */
  protected abstract Backend open(int threads);

  @BeforeEach
  void open() {
    backend = open(2);
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private TrainingRun train(FiniteNetwork network, RowMatrix x, double[] e, DescentPlan plan) {
    return backend.descent(network, x, e, plan, Checkpoints.NONE, Progress.NONE);
  }

  private LayeredNetwork layered(double q, int d, String widths) {
    return trials.layered(
        q, d, Arrays.stream(widths.split(" ")).map(Integer::valueOf).toArray(Integer[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "1,6,3",
    "1,6,13",
    "1.3,6,3",
    "0.75,6,10",
    "2,6,9",
    "1,5 7,3",
    "1,4 3 5,3",
    "2,4 3,3",
    "1.5,6 4,3",
    "1.3,5 4,3"
  })
  void aStepGoesAgainstTheGradientOfTheLoss(double q, String widths, int d) {
    RowMatrix x = trials.points(9, d);
    LayeredNetwork network = layered(q, d, widths);
    double[] e = trials.residual(9, 0.8);
    double eta = 1e-5;
    double[] target = network.outputs(x);
    for (int i = 0; i < 9; i++) {
      target[i] -= e[i];
    }
    double[] before = network.parameters();
    double[] then = train(network, x, e, steps(1, eta, Precision.DOUBLE)).network().parameters();
    double h = 1e-6;
    double size = 0;
    for (int k = 0; k < before.length; k++) {
      size = Math.max(size, Math.abs(before[k] - then[k]) / eta);
    }
    for (int k = 0; k < before.length; k++) {
      double p = before[k];
      before[k] = p + h;
      double up = loss(network.withParameters(before), x, target);
      before[k] = p - h;
      double down = loss(network.withParameters(before), x, target);
      before[k] = p;
      assertWithin(
          (up - down) / (2 * h),
          (p - then[k]) / eta,
          DIFFERENCE_QUOTIENT * Math.max(1, size),
          "derivative " + k);
    }
  }

  @Tag(MANY_STEPS)
  @ParameterizedTest
  @CsvSource({"1,300", "1,40 50", "1,30 20 40", "2,30 20", "0.75,300", "1.5,200"})
  void smallResidualsFollowTheLinearisedIterationOfTheNetworksOwnKernel(double q, String widths) {
    int m = 12;
    RowMatrix x = trials.points(m, 2);
    LayeredNetwork network = layered(q, 2, widths);
    double[] e = trials.residual(m, 1e-7);
    TrainingRun run = train(network, x, e, steps(300, Precision.DOUBLE));
    double[][] kernel = empiricalKernel(network, x);
    double[] linear = e.clone();
    int record = 0;
    for (long step = 0; step <= 300; step++) {
      if (Math.round(run.times()[record] / run.stepSize()) == step) {
        double sum = 0;
        for (double v : linear) {
          sum += v * v;
        }
        assertRelative(sum / (2 * m), run.losses()[record], FROZEN_KERNEL, "loss " + step);
        record++;
      }
      double[] image = times(kernel, linear);
      for (int i = 0; i < m; i++) {
        linear[i] -= run.stepSize() * image[i];
      }
    }
    assertEquals(run.losses().length, record);
  }

  @ParameterizedTest
  @CsvSource({"1,40,3", "1,40,12", "1,30 20 25,3", "0.75,60,3", "1.5,60,9", "2,20 30,3"})
  void theLargestEigenvalueIsThatOfTheNetworksOwnKernel(double q, String widths, int d) {
    RowMatrix x = trials.points(15, d);
    LayeredNetwork network = layered(q, d, widths);
    double[][] k = empiricalKernel(network, x);
    double[] v = new double[15];
    Arrays.fill(v, 1);
    double lambda = 0;
    for (int round = 0; round < 2000; round++) {
      double[] next = times(k, v);
      double norm = 0;
      for (double w : next) {
        norm += w * w;
      }
      lambda = Math.sqrt(norm);
      for (int i = 0; i < v.length; i++) {
        v[i] = next[i] / lambda;
      }
    }
    TrainingRun run = train(network, x, trials.residual(15, 1), steps(1, Precision.DOUBLE));
    assertRelative(lambda, run.lambdaMax(), LANCZOS, "lambda max");
    assertEquals(0.4 * (2 / run.lambdaMax()), run.stepSize(), 0.0);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "127,129,2"})
  void oneLayerOfReluTrainsLikeTheShallowNetwork(int m, int n, int d) {
    RowMatrix x = trials.points(m, d);
    double[] e = trials.residual(m, 1);
    ShallowNetwork shallow = trials.network(d, n);
    TrainingRun expected = train(shallow, x, e, steps(30, Precision.DOUBLE));
    for (Precision precision : Precision.values()) {
      DescentPlan plan = steps(30, expected.stepSize(), precision);
      TrainingRun run = train(shallow.layered(), x, e, plan);
      assertRelative(expected.lambdaMax(), run.lambdaMax(), LANCZOS, "lambda max");
      sameLosses(expected.losses(), run.losses());
    }
  }

  private static void sameLosses(double[] exact, double[] single) {
    assertEquals(exact.length, single.length);
    for (int k = 0; k < exact.length; k++) {
      double allowed = SINGLE_LOSS * Math.sqrt(exact[k] * exact[0]);
      allowed += SINGLE_LOSS * SINGLE_LOSS * exact[0];
      assertWithin(exact[k], single[k], allowed, "loss record " + k);
    }
  }

  /** Sizes around the tiles of 128 points, 128 neurons, 512 weights and 512 points of a sum. */
  @Tag(MANY_STEPS)
  @ParameterizedTest
  @CsvSource({
    "1,1,3 2,1",
    "1,127,128 127,2",
    "1,129,129 511 130,3",
    "1,515,40 513 30,2",
    "2,200,60,4",
    "1.25,150,97,6",
    "1.3,130,97,9",
    "1.5,300,128,2"
  })
  void singlePrecisionFollowsDoublePrecision(double q, int m, String widths, int d) {
    RowMatrix x = trials.points(m, d);
    double[] e = trials.residual(m, 1);
    LayeredNetwork network = layered(q, d, widths);
    double eta = train(network, x, e, steps(1, Precision.DOUBLE)).stepSize();
    double[] exact = train(network, x, e, steps(60, eta, Precision.DOUBLE)).losses();
    double[] single = train(network, x, e, steps(60, eta, Precision.SINGLE)).losses();
    assertEquals(exact[0], single[0], 0.0);
    sameLosses(exact, single);
  }

  /** Small errors, so that the kernel does not move. */
  @Tag(MANY_STEPS)
  @ParameterizedTest
  @CsvSource({"deep,1,600", "deep,2,500", "deep,4,400", "power,0.75,30000", "power,2,30000"})
  void wideNetworksFollowTheSpectralCurveOfTheInfiniteKernel(String kind, double what, int n) {
    int m = 40;
    RowMatrix x = trials.points(m, 2);
    double[] e = trials.residual(m, 1e-3);
    boolean deep = kind.equals("deep");
    NtkKernel kernel = deep ? new DeepReluNtk((int) what, W, B) : new PowerNtk(what, W, B);
    Integer[] widths = new Integer[deep ? (int) what : 1];
    Arrays.fill(widths, n);
    LayeredNetwork network = trials.layered(deep ? 1 : what, 2, widths);
    TrainingRun run = train(network, x, e, steps(40, Precision.SINGLE));
    try (BackendMatrix gram = backend.gram(kernel, x);
        Eigensystem eigen = backend.eigh(gram)) {
      Spectrum spectrum = new Spectrum(eigen.values());
      double allowed = LAYERED_KERNEL * Math.sqrt(widths.length) / Math.sqrt(n);
      assertRelative(spectrum.values()[0], run.lambdaMax(), allowed + LANCZOS, "lambda max");
      long[] at = new long[run.times().length];
      for (int k = 0; k < at.length; k++) {
        at[k] = Math.round(run.times()[k] / run.stepSize());
      }
      LossCurve predicted =
          LossCurve.ofSteps(spectrum, new Coefficients(eigen.project(e)), run.stepSize(), at);
      for (int k = 0; k < at.length; k++) {
        assertRelative(predicted.losses()[k], run.losses()[k], allowed, "loss at step " + at[k]);
      }
    }
  }

  @Tag(MANY_STEPS)
  @ParameterizedTest
  @CsvSource({"1,300,140 600,2", "0.75,190,130,4"})
  void theNumberOfThreadsDoesNotChangeABit(double q, int m, String widths, int d) {
    RowMatrix x = trials.points(m, d);
    double[] e = trials.residual(m, 1);
    LayeredNetwork network = layered(q, d, widths);
    for (Precision precision : Precision.values()) {
      TrainingRun two = train(network, x, e, steps(10, precision));
      for (int threads : new int[] {1, 3}) {
        try (Backend other = open(threads)) {
          TrainingRun run =
              other.descent(network, x, e, steps(10, precision), Checkpoints.NONE, Progress.NONE);
          assertEquals(two.lambdaMax(), run.lambdaMax(), 0.0);
          assertArrayEquals(two.losses(), run.losses(), 0.0);
          assertArrayEquals(two.network().parameters(), run.network().parameters(), 0.0);
        }
      }
    }
  }

  @Test
  void aResumedRunGivesTheSameBits() {
    RowMatrix x = trials.points(70, 2);
    double[] e = trials.residual(70, 1);
    LayeredNetwork network = trials.layered(1, 2, 50, 40);
    for (Precision precision : Precision.values()) {
      DescentPlan plan = steps(50, precision);
      KeptStates every = new KeptStates(0);
      TrainingRun whole = backend.descent(network, x, e, plan, every, Progress.NONE);
      assertEquals(50, every.count());
      for (int k : new int[] {0, 27, 49}) {
        TrainingRun resumed = backend.descent(network, x, e, plan, every.from(k), Progress.NONE);
        assertArrayEquals(whole.losses(), resumed.losses(), 0.0);
        assertEquals(whole.network().shape(), resumed.network().shape());
        assertArrayEquals(whole.network().parameters(), resumed.network().parameters(), 0.0);
      }
    }
  }

  /** z = 0 exactly, and below: no output, no gradient, no NaN, also where φ′ is unbounded. */
  @Test
  void zeroPreActivationsOfASingularActivationStayZero() {
    LayeredNetwork network =
        new LayeredNetwork(
            1,
            1,
            0.75,
            List.of(RowMatrix.of(new double[] {1}, new double[] {-1}, new double[] {0.5})),
            List.of(new double[] {0, 0, 0}),
            new double[] {1, 1, 1});
    RowMatrix x = RowMatrix.of(new double[] {0}, new double[] {2});
    TrainingRun run = train(network, x, new double[] {1, -1}, steps(1, 0.01, Precision.DOUBLE));
    double[] p = run.network().parameters();
    for (double value : p) {
      assertEquals(value, value, "not a number");
    }
    // The second neuron is inactive at both points: its weight, bias and output weight stay.
    assertEquals(-1, p[1], 0.0);
    assertEquals(0, p[4], 0.0);
    assertEquals(1, p[7], 0.0);
    // The others see only the second point: b moves as σ_b/σ_w x times less than w.
    assertEquals((p[0] - 1) / 2, p[3], 1e-15);
  }

  /** One hidden layer of exponent 1 may come as either type, also from a saved state. */
  @Test
  void theSavedStateOfALayeredNetworkOfOneLayerOfReluIsTakenUp() {
    NetworkShape shape = NetworkShape.shallow(Parametrisation.NTK, W, B, 2, 30);
    ShallowNetwork shallow = (ShallowNetwork) shape.draw(new Seeds(4).stream("one-layer"));
    LayeredNetwork network = shallow.layered();
    RowMatrix x = trials.points(20, 2);
    double[] e = trials.residual(20, 1);
    DescentPlan plan = steps(10, Precision.SINGLE);
    KeptStates every = new KeptStates(0);
    TrainingRun whole = backend.descent(network, x, e, plan, every, Progress.NONE);
    TrainingRun resumed = backend.descent(network, x, e, plan, every.from(4), Progress.NONE);
    assertArrayEquals(whole.network().parameters(), resumed.network().parameters(), 0.0);
  }
}
