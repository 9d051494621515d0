package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.DescentTrials.MANY_STEPS;
import static org.ntkasymptotics.backend.DescentTrials.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ntkasymptotics.backend.DescentTrials.Kind;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;

/** What every back end tells of steps that are asked for before their losses are known. */
public abstract class DescentStepsContract extends TrainingContract {
  private final DescentTrials trials = new DescentTrials("descent-runs");

  /** Descent on it, from initial parameters. */
  protected abstract Descent descent(
      Backend machine, FiniteNetwork network, RowMatrix points, Precision precision);

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
      try (Descent far = descent(backend(), network, x, precision);
          Descent near = descent(backend(), network, x, precision)) {
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

  @ParameterizedTest
  @EnumSource
  void aLossThatIsNoNumberEndsTheStepsAtOnce(Kind kind) {
    FiniteNetwork network = trials.network(kind, 40);
    RowMatrix x = trials.points(20, network.inputs());
    double[] e = trials.residual(20, 1);
    e[3] = Double.NaN;
    for (Precision precision : Precision.values()) {
      try (Descent descent = descent(backend(), network, x, precision)) {
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
    try (Descent ahead = descent(backend(), network, x, Precision.SINGLE);
        Descent waiting = descent(backend(), network, x, Precision.SINGLE)) {
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
}
