package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.backend.DescentTrials.B;
import static org.ntkasymptotics.backend.DescentTrials.MANY_STEPS;
import static org.ntkasymptotics.backend.DescentTrials.W;
import static org.ntkasymptotics.backend.DescentTrials.steps;
import static org.ntkasymptotics.reference.Tolerances.LANCZOS;
import static org.ntkasymptotics.reference.Tolerances.LAYERED_KERNEL;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.kernel.DeepReluNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.PowerNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.random.Seeds;

/** What training of layered networks on every back end must compute; sizes around its tiles. */
public abstract class LayeredDescentContract extends TrainingContract {
  private final DescentTrials trials = new DescentTrials("layered-descent");

  /** Neurons of one wide layer. */
  protected int manyNeurons() {
    return 30_000;
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
    assertGoesAgainstTheGradient(network, x, trials.residual(9, 0.8));
  }

  @Tag(MANY_STEPS)
  @ParameterizedTest
  @CsvSource({"1,300", "1,40 50", "1,30 20 40", "2,30 20", "0.75,300", "1.5,200"})
  void smallResidualsFollowTheLinearisedIterationOfTheNetworksOwnKernel(double q, String widths) {
    RowMatrix x = trials.points(12, 2);
    LayeredNetwork network = layered(q, 2, widths);
    assertFollowsItsLinearisation(network, x, trials.residual(12, 1e-7), 100);
  }

  @ParameterizedTest
  @CsvSource({"1,40,3", "1,40,12", "1,30 20 25,3", "0.75,60,3", "1.5,60,9", "2,20 30,3"})
  void theLargestEigenvalueIsThatOfTheNetworksOwnKernel(double q, String widths, int d) {
    RowMatrix x = trials.points(15, d);
    LayeredNetwork network = layered(q, d, widths);
    assertLargestEigenvalue(network, x, trials.residual(15, 1));
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
      assertSameLosses(expected.losses(), run.losses());
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
    assertSingleFollowsDouble(network, x, e, 25);
  }

  /** Small errors, so that the kernel does not move. */
  @Tag(MANY_STEPS)
  @ParameterizedTest
  @CsvSource({"deep,1,600", "deep,2,500", "deep,4,400", "power,0.75,", "power,2,"})
  void wideNetworksFollowTheSpectralCurveOfTheInfiniteKernel(
      String kind, double what, Integer width) {
    int m = 40;
    int n = width == null ? manyNeurons() : width;
    RowMatrix x = trials.points(m, 2);
    double[] e = trials.residual(m, 1e-3);
    boolean deep = kind.equals("deep");
    NtkKernel kernel = deep ? new DeepReluNtk((int) what, W, B) : new PowerNtk(what, W, B);
    Integer[] widths = new Integer[deep ? (int) what : 1];
    Arrays.fill(widths, n);
    LayeredNetwork network = trials.layered(deep ? 1 : what, 2, widths);
    double allowed = LAYERED_KERNEL * Math.sqrt(widths.length) / Math.sqrt(n);
    assertFollowsTheSpectrum(kernel, network, x, e, 40, allowed);
  }

  @Tag(MANY_STEPS)
  @ParameterizedTest
  @CsvSource({"1,300,140 600,2", "0.75,190,130,4"})
  void theNumberOfThreadsDoesNotChangeABit(double q, int m, String widths, int d) {
    RowMatrix x = trials.points(m, d);
    double[] e = trials.residual(m, 1);
    assertThreadsChangeNoBit(layered(q, d, widths), x, e, 10);
  }

  @Test
  void aResumedRunGivesTheSameBits() {
    RowMatrix x = trials.points(70, 2);
    double[] e = trials.residual(70, 1);
    LayeredNetwork network = trials.layered(1, 2, 50, 40);
    for (Precision precision : Precision.values()) {
      DescentPlan plan = steps(50, precision);
      assertGoesOnWithTheSameBits(network, x, e, plan, 0, 27, 49);
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
    TrainingRun whole = train(network, x, e, plan, every);
    TrainingRun resumed = train(network, x, e, plan, every.from(4));
    assertArrayEquals(whole.network().parameters(), resumed.network().parameters(), 0.0);
  }
}
