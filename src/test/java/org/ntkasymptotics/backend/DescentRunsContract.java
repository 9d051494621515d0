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
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
public abstract class DescentRunsContract {
  private final DescentTrials trials = new DescentTrials("descent-runs");
  private Backend backend;

  /** The back end under test with that many host threads. */
  protected abstract Backend open(int threads);

  /** Descent on it, from initial parameters. */
  protected abstract Descent descent(
      Backend machine, FiniteNetwork network, RowMatrix points, Precision precision);

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

  /** Nor does anything else that differs from run to run. */
  @Tag(MANY_STEPS)
  @ParameterizedTest
  @EnumSource
  void theNumberOfThreadsDoesNotChangeABit(Kind kind) {
    FiniteNetwork network = trials.network(kind, 140);
    RowMatrix x = trials.points(200, network.inputs());
    double[] e = trials.residual(200, 1);
    for (Precision precision : Precision.values()) {
      TrainingRun two = train(network, x, e, steps(15, precision));
      for (int threads : new int[] {1, 3}) {
        try (Backend other = open(threads)) {
          TrainingRun run =
              other.descent(network, x, e, steps(15, precision), Checkpoints.NONE, Progress.NONE);
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

  @Tag(MANY_STEPS)
  @ParameterizedTest
  @EnumSource
  void aRunOfAnyKindGoesOnWithTheSameBits(Kind kind) {
    FiniteNetwork network = trials.network(kind, 40);
    RowMatrix x = trials.points(50, network.inputs());
    double[] e = trials.residual(50, 1);
    for (Precision precision : Precision.values()) {
      DescentPlan plan = steps(30, precision);
      KeptStates every = new KeptStates(0);
      TrainingRun whole = backend.descent(network, x, e, plan, every, Progress.NONE);
      assertEquals(30, every.count());
      for (int k : new int[] {0, 17, 29}) {
        Checkpoints start = every.from(k);
        assertSameBits(whole, backend.descent(network, x, e, plan, start, Progress.NONE));
      }
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

  /** However far ahead steps are asked for, those behind the first bad loss are not done. */
  @Tag(MANY_STEPS)
  @ParameterizedTest
  @EnumSource
  void aLossThatRunsAwayEndsTheStepsAtOnce(Kind kind) {
    FiniteNetwork network = trials.network(kind, 60);
    RowMatrix x = trials.points(20, network.inputs());
    double[] e = trials.residual(20, 0.01);
    double bound = 10 * loss(e);
    for (Precision precision : Precision.values()) {
      try (Descent far = descent(backend, network, x, precision);
          Descent near = descent(backend, network, x, precision)) {
        double stepSize = 2.2 / LargestEigenvalue.of(far::tangentProduct, 20);
        double[] target = minus(far.outputs(), e);
        far.start(target, e, stepSize, bound);
        Descent.Look end = far.advance(1000).get();
        assertTrue(end.steps() > 3 && end.steps() < 1000, "" + end);
        double[] parameters = far.network().parameters();
        assertEquals(end, far.advance(7).get());
        assertArrayEquals(parameters, far.network().parameters(), 0.0);
        near.start(target, e, stepSize, bound);
        assertTrue(near.advance(end.steps() - 1).get().loss() <= bound, "a step too late");
        Descent.Look last = near.advance(1).get();
        assertTrue(last.loss() > bound, "a step too early");
        assertEquals(end, last);
        assertArrayEquals(parameters, near.network().parameters(), 0.0);
      }
    }
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int m = 0; m < a.length; m++) {
      difference[m] = a[m] - b[m];
    }
    return difference;
  }

  private static double loss(double[] e) {
    double sum = 0;
    for (double value : e) {
      sum += value * value;
    }
    return sum / (2 * e.length);
  }

  @ParameterizedTest
  @EnumSource
  void aLossThatIsNoNumberEndsTheStepsAtOnce(Kind kind) {
    FiniteNetwork network = trials.network(kind, 40);
    RowMatrix x = trials.points(20, network.inputs());
    double[] e = trials.residual(20, 1);
    e[3] = Double.NaN;
    for (Precision precision : Precision.values()) {
      try (Descent descent = descent(backend, network, x, precision)) {
        descent.start(new double[20], e, 1e-3, Double.POSITIVE_INFINITY);
        assertEquals(new Descent.Look(1, Double.NaN), descent.advance(50).get());
      }
    }
  }

  /** Steps are asked for before the loss after the last ones is known. */
  @ParameterizedTest
  @EnumSource
  void whatIsSeenOfStepsIsTheirsWheneverItIsRead(Kind kind) {
    FiniteNetwork network = trials.network(kind, 40);
    RowMatrix x = trials.points(20, network.inputs());
    double[] e = trials.residual(20, 1);
    try (Descent ahead = descent(backend, network, x, Precision.SINGLE);
        Descent waiting = descent(backend, network, x, Precision.SINGLE)) {
      double[] target = minus(ahead.outputs(), e);
      ahead.start(target, e, 1e-3, Double.POSITIVE_INFINITY);
      waiting.start(target, e, 1e-3, Double.POSITIVE_INFINITY);
      List<Supplier<Descent.Look>> looks = new ArrayList<>();
      List<Descent.Look> seen = new ArrayList<>();
      for (int steps : new int[] {3, 0, 4, 1}) {
        looks.add(ahead.advance(steps));
        seen.add(waiting.advance(steps).get());
      }
      assertEquals(List.of(3L, 3L, 7L, 8L), seen.stream().map(Descent.Look::steps).toList());
      for (int k = looks.size() - 1; k >= 0; k--) {
        assertEquals(seen.get(k), looks.get(k).get());
      }
    }
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
    return assertThrows(
            ComputationException.class,
            () -> backend.descent(network, x, e, plan, checkpoints, Progress.NONE))
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
    backend.descent(
        trials.network(2, 300), x, e, steps(500, Precision.DOUBLE), Checkpoints.NONE, progress);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    assertEquals(1.0, fractions.get(fractions.size() - 1));
    assertTrue(fractions.size() <= 2 + 4 * seconds, fractions.size() + " in " + seconds);
  }
}
