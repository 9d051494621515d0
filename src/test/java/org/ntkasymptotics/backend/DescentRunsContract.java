package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.DescentTrials.MANY_STEPS;
import static org.ntkasymptotics.backend.DescentTrials.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;

/** How training on every back end must run: repeatable, resumable, bounded, refusing nonsense. */
public abstract class DescentRunsContract {
  private final DescentTrials trials = new DescentTrials("descent-runs");
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

  @ParameterizedTest
  @CsvSource({"333,200,2", "190,130,4", "190,130,7"})
  void theNumberOfThreadsDoesNotChangeABit(int m, int n, int d) {
    RowMatrix x = trials.points(m, d);
    double[] e = trials.residual(m, 1);
    ShallowNetwork network = trials.network(d, n);
    for (Precision precision : Precision.values()) {
      TrainingRun two = train(network, x, e, steps(25, precision));
      for (int threads : new int[] {1, 3, 7}) {
        try (Backend other = open(threads)) {
          TrainingRun run =
              other.descent(network, x, e, steps(25, precision), Checkpoints.NONE, Progress.NONE);
          assertEquals(two.lambdaMax(), run.lambdaMax(), 0.0);
          assertArrayEquals(two.losses(), run.losses(), 0.0);
          assertArrayEquals(two.network().parameters(), run.network().parameters(), 0.0);
        }
      }
    }
  }

  private static void assertSameBits(TrainingRun expected, TrainingRun actual) {
    assertEquals(expected.steps(), actual.steps());
    assertArrayEquals(expected.times(), actual.times(), 0.0);
    assertArrayEquals(expected.losses(), actual.losses(), 0.0);
    assertEquals(expected.network().shape(), actual.network().shape());
    assertArrayEquals(expected.network().parameters(), actual.network().parameters(), 0.0);
  }

  @Tag(MANY_STEPS)
  @Test
  void aResumedRunGivesTheSameBits() {
    RowMatrix x = trials.points(100, 2);
    double[] e = trials.residual(100, 1);
    ShallowNetwork network = trials.network(2, 150);
    for (Precision precision : Precision.values()) {
      DescentPlan plan = steps(200, precision);
      KeptStates every = new KeptStates(0);
      TrainingRun whole = backend.descent(network, x, e, plan, every, Progress.NONE);
      assertEquals(200, every.count());
      for (int k : new int[] {0, 77, 199}) {
        Checkpoints start = every.from(k);
        assertSameBits(whole, backend.descent(network, x, e, plan, start, Progress.NONE));
      }
      DescentPlan longer = steps(260, precision);
      TrainingRun prolonged =
          backend.descent(network, x, e, longer, every.from(199), Progress.NONE);
      TrainingRun atOnce = train(network, x, e, longer);
      assertArrayEquals(atOnce.network().parameters(), prolonged.network().parameters(), 0.0);
      double[] other = e.clone();
      other[3] += 1e-9;
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> backend.descent(network, x, other, plan, every.from(5), Progress.NONE));
      assertTrue(refused.getMessage().contains("another residual"), refused.getMessage());
    }
  }

  @Test
  void anInterruptedRunSavesItsStateAndCanGoOn() {
    RowMatrix x = trials.points(70, 2);
    double[] e = trials.residual(70, 1);
    ShallowNetwork network = trials.network(2, 90);
    DescentPlan plan = steps(120, Precision.SINGLE);
    KeptStates rare = new KeptStates(Double.POSITIVE_INFINITY);
    Progress interrupting = (stage, fraction, detail) -> Thread.currentThread().interrupt();
    assertThrows(
        CancellationException.class,
        () -> backend.descent(network, x, e, plan, rare, interrupting));
    assertTrue(Thread.interrupted());
    assertEquals(1, rare.count());
    assertTrue(rare.from(0).latest().orElseThrow().step() < 120);
    TrainingRun rest = backend.descent(network, x, e, plan, rare.from(0), Progress.NONE);
    assertSameBits(train(network, x, e, plan), rest);
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
        new ShallowNetwork(
            Parametrisation.NTK, 1, 1, RowMatrix.zeros(1, 1), new double[] {-1}, new double[] {1});
    refused("another seed", dead, x, trials.residual(4, 1), Precision.DOUBLE);
    ShallowNetwork network = trials.network(1, 70);
    double[] broken = trials.residual(4, 1);
    broken[2] = Double.NaN;
    refused("point 2", network, x, broken, Precision.DOUBLE);
    refused("3 residuals", network, x, new double[3], Precision.DOUBLE);
    refused("double precision", network, x, trials.residual(4, 1e-9), Precision.SINGLE);
  }

  private void refused(
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
    DescentPlan atLimit = steps(5, limit, Precision.DOUBLE);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> train(network, x, e, atLimit));
    assertTrue(refused.getMessage().contains("below 2/lambda_max"), refused.getMessage());
    double below = limit * 0.99;
    TrainingRun run = train(network, x, e, steps(50, below, Precision.DOUBLE));
    assertEquals(below, run.stepSize(), 0.0);
    assertTrue(run.losses()[run.losses().length - 1] < run.losses()[0]);
  }

  @Test
  void divergenceStopsTheRun() {
    RowMatrix x = trials.points(20, 2);
    // An error a thousand times the network's outputs leaves the linear regime at once.
    double[] e = trials.residual(20, 1e3);
    DescentPlan plan = new DescentPlan(0, 0.9, 1000, 0, 10, Precision.DOUBLE);
    ComputationException diverged =
        assertThrows(ComputationException.class, () -> train(trials.network(2, 5), x, e, plan));
    assertTrue(diverged.getMessage().contains("diverged at step"), diverged.getMessage());
    assertTrue(diverged.getMessage().contains("lambda_max"), diverged.getMessage());
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

  @Tag(MANY_STEPS)
  @Test
  void progressEndsAtOneAndIsNotTooChatty() {
    List<Double> fractions = new ArrayList<>();
    Progress progress =
        (stage, fraction, detail) -> {
          assertEquals("training", stage);
          assertTrue(detail.contains("steps/s"), detail);
          fractions.add(fraction);
        };
    RowMatrix x = trials.points(300, 2);
    double[] e = trials.residual(300, 1);
    long begin = System.nanoTime();
    backend.descent(
        trials.network(2, 300), x, e, steps(500, Precision.DOUBLE), Checkpoints.NONE, progress);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    assertEquals(1.0, fractions.get(fractions.size() - 1));
    assertTrue(fractions.size() <= 2 + 4 * seconds, fractions.size() + " in " + seconds);
  }
}
