package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.DescentTrials.MANY_STEPS;
import static org.ntkasymptotics.reference.Tolerances.MACHINES_APART;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.DescentContract;
import org.ntkasymptotics.backend.DescentTrials;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.TrainingRun;

class CudaDescentTest extends DescentContract {
  private static final String WAY = "ntk.cuda.steps";

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
  @ValueSource(ints = {1, 2, 5})
  void afterAThousandStepsItStandsWhereTheProcessorDoes(int d) {
    RowMatrix x = trials.points(90, d);
    double[] e = trials.residual(90, 1);
    FiniteNetwork network = trials.network(d, 120);
    for (Precision precision : Precision.values()) {
      DescentPlan plan = DescentTrials.steps(1000, precision);
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

  @Test
  void aGraphOfLaunchesGivesTheBitsOfThePersistentKernel() {
    RowMatrix x = trials.points(70, 2);
    double[] e = trials.residual(70, 1);
    FiniteNetwork shallow = trials.network(2, 80);
    FiniteNetwork deep = trials.layered(1, 2, 20, 30);
    for (FiniteNetwork network : new FiniteNetwork[] {shallow, deep}) {
      DescentPlan plan = DescentTrials.steps(130, Precision.SINGLE);
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
