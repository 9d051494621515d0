package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.DescentTrials.MANY_STEPS;
import static org.ntkasymptotics.reference.Tolerances.LANCZOS;
import static org.ntkasymptotics.reference.Tolerances.LAYERED_SUMS;
import static org.ntkasymptotics.reference.Tolerances.MACHINES_APART;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.DescentContract;
import org.ntkasymptotics.backend.DescentTrials;
import org.ntkasymptotics.backend.DescentTrials.Kind;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.TrainingRun;

class CudaDescentTest extends DescentContract {
  private static final String WAY = "ntk.cuda.steps";
  private static final String BLOCK = "ntk.cuda.block";

  private final DescentTrials trials = new DescentTrials("cuda-descent");

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  /** The emulated device takes a second for a step of 10⁷ pairs. */
  @Override
  protected int manyNeurons() {
    return 4000;
  }

  private static TrainingRun train(
      Backend backend, FiniteNetwork network, RowMatrix x, double[] e, DescentPlan plan) {
    return backend.descent(network, x, e, plan, Checkpoints.NONE, Progress.NONE);
  }

  /** In d = 5 the passes are those for 8 inputs, three of them zero. */
  @Tag(MANY_STEPS)
  @ParameterizedTest
  @CsvSource({"1,100", "2,1000", "5,100"})
  void afterManyStepsItStandsWhereTheProcessorDoes(int d, int steps) {
    RowMatrix x = trials.points(90, d);
    double[] e = trials.residual(90, 1);
    FiniteNetwork network = trials.network(d, 120);
    for (Precision precision : Precision.values()) {
      DescentPlan plan = DescentTrials.steps(steps, precision);
      try (Backend device = open(1);
          Backend processor = Backends.open(BackendChoice.CPU, 1)) {
        TrainingRun expected = train(processor, network, x, e, plan);
        TrainingRun run = train(device, network, x, e, plan);
        assertEquals(expected.stepSize(), run.stepSize(), 0.0);
        double unit = precision == Precision.SINGLE ? 0x1p-24 : 0x1p-53;
        for (int k = 0; k < run.losses().length; k++) {
          double size = Math.sqrt(expected.losses()[k] * expected.losses()[0]);
          assertWithin(
              expected.losses()[k],
              run.losses()[k],
              MACHINES_APART * unit * size,
              "loss record " + k);
        }
      }
    }
  }

  /** Numbers of inputs that passes are compiled for, and that are padded to them. */
  @ParameterizedTest
  @CsvSource({"1,1", "1,3", "1,4", "1,5", "1,8", "1.5,1", "1.5,2", "0.75,4", "2,8", "1.3,7"})
  void everyNumberOfInputsTrainsAsOnTheProcessor(double q, int d) {
    sameParameters(trials.layered(q, d, 70), trials.points(60, d));
  }

  /** Blocks of 32, 96 and 128 neurons, the last one padded; points of one product and of two. */
  @ParameterizedTest
  @CsvSource({"1,50,90,32", "1,50,97,96", "1.5,40,260,128", "1,4097,40,32", "0.75,4200,20,128"})
  void blocksOfAWideNetworkTrainAsOnTheProcessor(double q, int m, int n, int block) {
    System.setProperty(BLOCK, "" + block);
    try {
      sameParameters(trials.layered(q, 9, n), trials.points(m, 9));
    } finally {
      System.clearProperty(BLOCK);
    }
  }

  private void sameParameters(FiniteNetwork network, RowMatrix x) {
    double[] e = trials.residual(x.rows(), 1);
    DescentPlan plan = DescentTrials.steps(5, 1e-3, Precision.DOUBLE);
    try (Backend device = open(1);
        Backend processor = Backends.open(BackendChoice.CPU, 1)) {
      TrainingRun expected = train(processor, network, x, e, plan);
      TrainingRun run = train(device, network, x, e, plan);
      assertRelative(expected.lambdaMax(), run.lambdaMax(), LANCZOS, "lambda max");
      double[] parameters = expected.network().parameters();
      double[] ours = run.network().parameters();
      for (int k = 0; k < parameters.length; k++) {
        assertWithin(parameters[k], ours[k], LAYERED_SUMS, "parameter " + k);
      }
    }
  }

  @Test
  void aGraphOfLaunchesGivesTheBitsOfThePersistentKernel() {
    for (Kind kind : Kind.values()) {
      FiniteNetwork network = trials.network(kind, 80);
      RowMatrix x = trials.points(70, network.inputs());
      double[] e = trials.residual(70, 1);
      DescentPlan plan = DescentTrials.steps(50, Precision.SINGLE);
      try (Backend device = open(1)) {
        TrainingRun persistent = train(device, network, x, e, plan);
        System.setProperty(WAY, "graph");
        TrainingRun graph = train(device, network, x, e, plan);
        assertArrayEquals(persistent.losses(), graph.losses(), 0.0);
        assertArrayEquals(persistent.network().parameters(), graph.network().parameters(), 0.0);
        System.setProperty(WAY, "magic");
        IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () -> train(device, network, x, e, plan));
        assertTrue(refused.getMessage().contains("persistent or graph"), refused.getMessage());
      } finally {
        System.clearProperty(WAY);
      }
    }
  }
}
