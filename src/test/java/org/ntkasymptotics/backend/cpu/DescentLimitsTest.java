package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.cpu.DescentTrials.B;
import static org.ntkasymptotics.backend.cpu.DescentTrials.W;
import static org.ntkasymptotics.backend.cpu.DescentTrials.steps;
import static org.ntkasymptotics.backend.cpu.DescentTrials.train;
import static org.ntkasymptotics.reference.Tolerances.LANCZOS;
import static org.ntkasymptotics.reference.Tolerances.NEURON_AVERAGE;
import static org.ntkasymptotics.reference.Tolerances.SINGLE_LOSS;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;

/** Training at the limits: infinite width, thread counts, precisions, sizes and bad input. */
class DescentLimitsTest {
  private final DescentTrials trials = new DescentTrials("descent-limits");

  /** One step moves the outputs by −(η/M) Θ e: that Θ, entry by entry, against the limit's. */
  @Test
  void aStepMovesTheOutputsOfAWideNetworkByTheLimitKernel() {
    int n = 40_000;
    RowMatrix x =
        RowMatrix.of(
            new double[] {1, 0.5},
            new double[] {1, 0.5},
            new double[] {-1, -0.5},
            new double[] {0, 0},
            new double[] {-0.3, 2});
    int m = x.rows();
    ShallowNetwork network = trials.network(2, n);
    double[] before = network.outputs(x);
    ReluNtk kernel = new ReluNtk(W, B);
    double eta = 1e-3;
    for (int j = 0; j < m; j++) {
      double[] e = new double[m];
      e[j] = 1e-4;
      DescentPlan plan = new DescentPlan(eta, 0, 1, 0, 10, Precision.DOUBLE);
      double[] after = train(network, x, e, plan).network().outputs(x);
      for (int i = 0; i < m; i++) {
        double theta = (before[i] - after[i]) * m / (eta * e[j]);
        double size = W * W * lifted(x.row(i)) * lifted(x.row(j));
        assertWithin(
            kernel.entry(x.row(i), x.row(j)),
            theta,
            NEURON_AVERAGE * size / Math.sqrt(n),
            "kernel entry " + i + ", " + j);
      }
    }
  }

  private static double lifted(double[] x) {
    return Math.sqrt(W * W * (x[0] * x[0] + x[1] * x[1]) + B * B);
  }

  @ParameterizedTest
  @CsvSource({"333,200,2,true", "190,130,4,true", "190,130,7,true", "150,70,3,false"})
  void theNumberOfThreadsDoesNotChangeABit(int m, int n, int d, boolean vectors) {
    RowMatrix x = trials.points(m, d);
    double[] e = trials.residual(m, 1);
    ShallowNetwork network = trials.network(d, n);
    for (Precision precision : Precision.values()) {
      TrainingRun one = run(network, x, e, precision, vectors, 1);
      for (int threads : new int[] {2, 3, 7}) {
        TrainingRun more = run(network, x, e, precision, vectors, threads);
        assertEquals(one.lambdaMax(), more.lambdaMax(), 0.0);
        assertArrayEquals(one.losses(), more.losses(), 0.0);
        assertArrayEquals(one.network().outputWeights(), more.network().outputWeights(), 0.0);
      }
    }
  }

  private static TrainingRun run(
      ShallowNetwork network, RowMatrix x, double[] e, Precision p, boolean vectors, int threads) {
    return new CpuDescent(new ParallelRanges(threads), vectors)
        .run(network, x, e, steps(25, p), Checkpoints.NONE, Progress.NONE);
  }

  /** One, two, padding − 1, padding, padding + 1 points and neurons, in every range of inputs. */
  @ParameterizedTest
  @CsvSource({
    "1,40,1",
    "2,63,2",
    "63,64,3",
    "64,65,4",
    "65,128,7",
    "129,63,33",
    "300,500,2",
    "300,2100,4"
  })
  void singlePrecisionFollowsDoublePrecision(int m, int n, int d) {
    RowMatrix x = trials.points(m, d);
    double[] e = trials.residual(m, 1);
    ShallowNetwork network = trials.network(d, n);
    double eta = train(network, x, e, steps(1, Precision.DOUBLE)).stepSize();
    TrainingRun exact = train(network, x, e, new DescentPlan(eta, 0, 300, 0, 10, Precision.DOUBLE));
    TrainingRun vector =
        train(network, x, e, new DescentPlan(eta, 0, 300, 0, 10, Precision.SINGLE));
    TrainingRun plain =
        new CpuDescent(new ParallelRanges(1), false)
            .run(
                network,
                x,
                e,
                new DescentPlan(eta, 0, 300, 0, 10, Precision.SINGLE),
                Checkpoints.NONE,
                Progress.NONE);
    assertEquals(exact.losses()[0], vector.losses()[0], 0.0);
    for (int k = 0; k < exact.losses().length; k++) {
      double allowed = SINGLE_LOSS * Math.sqrt(exact.losses()[k] * exact.losses()[0]);
      allowed += SINGLE_LOSS * SINGLE_LOSS * exact.losses()[0];
      assertWithin(exact.losses()[k], vector.losses()[k], allowed, "loss record " + k);
      assertWithin(exact.losses()[k], plain.losses()[k], allowed, "plain loss record " + k);
    }
  }

  /** Equal norms at 142°, no bias: the constant vector belongs to the smaller eigenvalue. */
  @Test
  void theLargestEigenvalueIsFoundWhereTheConstantVectorMissesIt() {
    double angle = 2.48;
    RowMatrix x =
        RowMatrix.of(new double[] {1, 0}, new double[] {Math.cos(angle), Math.sin(angle)});
    ShallowNetwork drawn = trials.network(2, 20_000);
    ShallowNetwork network =
        new ShallowNetwork(1, 0, drawn.weights(), drawn.biases(), drawn.outputWeights());
    ReluNtk kernel = new ReluNtk(1, 0);
    double beside = kernel.entry(x.row(0), x.row(1));
    assertTrue(beside < 0);
    double expected = (kernel.entry(x.row(0), x.row(0)) - beside) / 2;
    double found = train(network, x, trials.residual(2, 1), steps(1, Precision.SINGLE)).lambdaMax();
    assertRelative(
        expected, found, LANCZOS + NEURON_AVERAGE / Math.sqrt(20_000), "largest eigenvalue");
  }

  @Test
  void noErrorStaysNoError() {
    RowMatrix x = trials.points(30, 2);
    for (Precision precision : Precision.values()) {
      TrainingRun run = train(trials.network(2, 50), x, new double[30], steps(20, precision));
      for (double loss : run.losses()) {
        assertEquals(0, loss, 0.0);
      }
    }
  }

  @Test
  void whatCannotBeTrainedIsRefusedBeforeTheFirstStep() {
    RowMatrix x = trials.points(4, 1);
    ShallowNetwork dead =
        new ShallowNetwork(1, 1, RowMatrix.zeros(1, 1), new double[] {-1}, new double[] {1});
    refused("another seed", dead, x, trials.residual(4, 1), Precision.DOUBLE);
    ShallowNetwork network = trials.network(1, 70);
    double[] broken = trials.residual(4, 1);
    broken[2] = Double.NaN;
    refused("point 2", network, x, broken, Precision.DOUBLE);
    refused("3 residuals", network, x, new double[3], Precision.DOUBLE);
    refused("double precision", network, x, trials.residual(4, 1e-9), Precision.SINGLE);
  }

  private static void refused(
      String why, ShallowNetwork network, RowMatrix x, double[] e, Precision precision) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> train(network, x, e, steps(3, precision)));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void theStepSizeMayBeAnythingBelowTheLimit() {
    RowMatrix x = trials.points(40, 2);
    double[] e = trials.residual(40, 0.01);
    ShallowNetwork network = trials.network(2, 400);
    double limit = 2 / train(network, x, e, steps(1, Precision.DOUBLE)).lambdaMax();
    DescentPlan atLimit = new DescentPlan(limit, 0, 5, 0, 10, Precision.DOUBLE);
    assertThrows(IllegalArgumentException.class, () -> train(network, x, e, atLimit));
    double below = limit * 0.99;
    DescentPlan fast = new DescentPlan(below, 0, 50, 0, 10, Precision.DOUBLE);
    TrainingRun run = train(network, x, e, fast);
    assertEquals(below, run.stepSize(), 0.0);
    assertTrue(run.losses()[run.losses().length - 1] < run.losses()[0]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 7, 33.3})
  void aFinalTimeTakesTheStepsThatReachIt(double finalTime) {
    DescentPlan plan = DescentPlan.untilTime(finalTime, Precision.DOUBLE);
    TrainingRun run =
        train(trials.network(2, 60), trials.points(20, 2), trials.residual(20, 1), plan);
    double last = run.times()[run.times().length - 1];
    assertTrue(last >= finalTime * (1 - 1e-9) && last < finalTime + run.stepSize());
    assertEquals(last, run.steps() * run.stepSize(), 0.0);
  }

  @Test
  void progressEndsAtOneAndIsNotTooChatty() {
    List<Double> fractions = new ArrayList<>();
    long begin = System.nanoTime();
    new CpuDescent(new ParallelRanges(1), true)
        .run(
            trials.network(2, 300),
            trials.points(300, 2),
            trials.residual(300, 1),
            steps(500, Precision.DOUBLE),
            Checkpoints.NONE,
            (stage, fraction, detail) -> {
              assertEquals("training", stage);
              assertTrue(detail.contains("steps/s"), detail);
              fractions.add(fraction);
            });
    double seconds = (System.nanoTime() - begin) * 1e-9;
    assertEquals(1.0, fractions.get(fractions.size() - 1));
    assertTrue(fractions.size() <= 2 + 4 * seconds, fractions.size() + " in " + seconds);
  }
}
