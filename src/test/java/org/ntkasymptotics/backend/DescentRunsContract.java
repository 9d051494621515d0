package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.DescentTrials.MANY_STEPS;
import static org.ntkasymptotics.backend.DescentTrials.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.backend.DescentTrials.Kind;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;

/** How training on every back end must run: repeatable, resumable, bounded, refusing nonsense. */
public abstract class DescentRunsContract extends TrainingContract {
  private final DescentTrials trials = new DescentTrials("descent-runs");

  /** Nor does anything else that differs from run to run. */
  @Tag(MANY_STEPS)
  @ParameterizedTest
  @EnumSource
  void theNumberOfThreadsDoesNotChangeABit(Kind kind) {
    FiniteNetwork network = trials.network(kind, 140);
    RowMatrix x = trials.points(200, network.inputs());
    assertThreadsChangeNoBit(network, x, trials.residual(200, 1), 15);
  }

  @Tag(MANY_STEPS)
  @Test
  void aResumedRunGivesTheSameBits() {
    RowMatrix x = trials.points(100, 2);
    double[] e = trials.residual(100, 1);
    ShallowNetwork network = trials.network(2, 150);
    for (Precision precision : Precision.values()) {
      DescentPlan plan = steps(200, precision);
      KeptStates every = assertGoesOnWithTheSameBits(network, x, e, plan, 0, 77, 199);
      DescentPlan longer = steps(260, precision);
      TrainingRun prolonged = train(network, x, e, longer, every.from(199));
      assertSameBits(train(network, x, e, longer), prolonged);
      double[] other = e.clone();
      other[3] += 1e-9;
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> train(network, x, other, plan, every.from(5)));
      assertTrue(refused.getMessage().contains("another residual"), refused.getMessage());
    }
  }

  @Tag(MANY_STEPS)
  @ParameterizedTest
  @EnumSource
  void aRunOfAnyKindGoesOnWithTheSameBits(Kind kind) {
    FiniteNetwork network = trials.network(kind, 40);
    RowMatrix x = trials.points(50, network.inputs());
    double[] e = trials.residual(50, 1);
    for (Precision precision : Precision.values()) {
      assertGoesOnWithTheSameBits(network, x, e, steps(30, precision), 0, 17, 29);
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
        () -> backend().descent(network, x, e, plan, rare, interrupting));
    assertTrue(Thread.interrupted());
    assertEquals(1, rare.count());
    assertTrue(rare.from(0).latest().orElseThrow().step() < 120);
    TrainingRun rest = train(network, x, e, plan, rare.from(0));
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

  /** With checkpoints all the time every step is looked at, without them hundreds at once. */
  @Test
  void theStepOfDivergenceIsThatOfTheFirstBadLoss() {
    DescentTrials late = new DescentTrials("late-divergence-3");
    RowMatrix x = late.points(20, 2);
    double[] e = late.residual(20, 30);
    ShallowNetwork network = late.network(2, 60);
    DescentPlan plan = new DescentPlan(0, 0.99, 1000, 0, 2, Precision.DOUBLE);
    String message = divergence(network, x, e, plan, new KeptStates(0));
    assertTrue(message.matches("training diverged at step (9|\\d\\d+), .*"), message);
    assertEquals(message, divergence(network, x, e, plan, Checkpoints.NONE));
  }

  private String divergence(
      FiniteNetwork network, RowMatrix x, double[] e, DescentPlan plan, Checkpoints checkpoints) {
    return assertThrows(ComputationException.class, () -> train(network, x, e, plan, checkpoints))
        .getMessage();
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
    FiniteNetwork network = trials.network(2, 300);
    backend().descent(network, x, e, steps(500, Precision.DOUBLE), Checkpoints.NONE, progress);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    assertEquals(1.0, fractions.get(fractions.size() - 1));
    assertTrue(fractions.size() <= 2 + 4 * seconds, fractions.size() + " in " + seconds);
  }
}
