package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.backend.DescentTrials.empiricalKernel;
import static org.ntkasymptotics.backend.DescentTrials.loss;
import static org.ntkasymptotics.backend.DescentTrials.steps;
import static org.ntkasymptotics.backend.DescentTrials.times;
import static org.ntkasymptotics.reference.Tolerances.DIFFERENCE_QUOTIENT;
import static org.ntkasymptotics.reference.Tolerances.FROZEN_KERNEL;
import static org.ntkasymptotics.reference.Tolerances.LANCZOS;
import static org.ntkasymptotics.reference.Tolerances.SINGLE_LOSS;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;

/**
 * What contracts of training share: a back end opened for every test, and what must hold for any
 * network, points x (M, d) and errors e (M).
 */
public abstract class TrainingContract extends BackendContract {
  private Backend backend;

  @BeforeEach
  void open() {
    backend = open(2);
  }

  @AfterEach
  void close() {
    backend.close();
  }

  /** The back end of this test. */
  final Backend backend() {
    return backend;
  }

  final TrainingRun train(FiniteNetwork network, RowMatrix x, double[] e, DescentPlan plan) {
    return train(network, x, e, plan, Checkpoints.NONE);
  }

  final TrainingRun train(
      FiniteNetwork network, RowMatrix x, double[] e, DescentPlan plan, Checkpoints checkpoints) {
    return backend.descent(network, x, e, plan, checkpoints, Progress.NONE);
  }

  /** One step against central differences of the loss in every parameter. */
  final void assertGoesAgainstTheGradient(FiniteNetwork network, RowMatrix x, double[] e) {
    double eta = 1e-5;
    double[] target = network.outputs(x);
    for (int i = 0; i < target.length; i++) {
      target[i] -= e[i];
    }
    double[] before = network.parameters();
    double[] step = train(network, x, e, steps(1, eta, Precision.DOUBLE)).network().parameters();
    double largest = 1;
    for (int k = 0; k < before.length; k++) {
      step[k] = (before[k] - step[k]) / eta;
      largest = Math.max(largest, Math.abs(step[k]));
    }
    NetworkShape shape = network.shape();
    double rate = shape.parametrisation().rateFactor(shape.lastWidth());
    double h = 1e-6;
    for (int k = 0; k < before.length; k++) {
      double p = before[k];
      before[k] = p + h;
      double up = loss(network.withParameters(before), x, target);
      before[k] = p - h;
      double down = loss(network.withParameters(before), x, target);
      before[k] = p;
      double slope = rate * (up - down) / (2 * h);
      assertWithin(slope, step[k], DIFFERENCE_QUOTIENT * largest, "derivative " + k);
    }
  }

  /** Small errors e: every recorded loss against e ← e − η K e with the network's own kernel K. */
  final void assertFollowsItsLinearisation(
      FiniteNetwork network, RowMatrix x, double[] e, long steps) {
    TrainingRun run = train(network, x, e, steps(steps, Precision.DOUBLE));
    double[][] kernel = empiricalKernel(network, x);
    double[] linear = e.clone();
    int record = 0;
    for (long step = 0; step <= steps; step++) {
      if (Math.round(run.times()[record] / run.stepSize()) == step) {
        assertRelative(loss(linear), run.losses()[record], FROZEN_KERNEL, "loss " + step);
        record++;
      }
      double[] image = times(kernel, linear);
      for (int i = 0; i < linear.length; i++) {
        linear[i] -= run.stepSize() * image[i];
      }
    }
    assertEquals(run.losses().length, record);
  }

  /** λ_max of a run against the power iteration on the network's own kernel. */
  final void assertLargestEigenvalue(FiniteNetwork network, RowMatrix x, double[] e) {
    double[][] kernel = empiricalKernel(network, x);
    double[] v = new double[e.length];
    Arrays.fill(v, 1);
    double lambda = 0;
    for (int round = 0; round < 2000; round++) {
      double[] next = times(kernel, v);
      lambda = Math.sqrt(Samples.dot(next, next));
      for (int i = 0; i < v.length; i++) {
        v[i] = next[i] / lambda;
      }
    }
    TrainingRun run = train(network, x, e, steps(1, Precision.DOUBLE));
    assertRelative(lambda, run.lambdaMax(), LANCZOS, "lambda max");
    assertEquals(0.4 * (2 / run.lambdaMax()), run.stepSize(), 0.0);
  }

  /** Losses of single precision against those of double precision with the same step size. */
  final void assertSingleFollowsDouble(FiniteNetwork network, RowMatrix x, double[] e, int steps) {
    double eta = train(network, x, e, steps(1, Precision.DOUBLE)).stepSize();
    double[] exact = train(network, x, e, steps(steps, eta, Precision.DOUBLE)).losses();
    double[] single = train(network, x, e, steps(steps, eta, Precision.SINGLE)).losses();
    assertEquals(exact[0], single[0], 0.0);
    assertSameLosses(exact, single);
  }

  /** To the accuracy of single precision. */
  static void assertSameLosses(double[] exact, double[] single) {
    assertEquals(exact.length, single.length);
    for (int k = 0; k < exact.length; k++) {
      double allowed = SINGLE_LOSS * Math.sqrt(exact[k] * exact[0]);
      allowed += SINGLE_LOSS * SINGLE_LOSS * exact[0];
      assertWithin(exact[k], single[k], allowed, "loss record " + k);
    }
  }

  /** Losses and λ_max of a wide network against what the kernel of infinite width implies. */
  final void assertFollowsTheSpectrum(
      NtkKernel kernel, FiniteNetwork network, RowMatrix x, double[] e, int steps, double allowed) {
    TrainingRun run = train(network, x, e, steps(steps, Precision.SINGLE));
    try (BackendMatrix gram = backend.gram(kernel, x);
        Eigensystem eigen = backend.eigh(gram)) {
      Spectrum spectrum = new Spectrum(eigen.values());
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

  /** One and three threads against the two of this test, in both precisions. */
  final void assertThreadsChangeNoBit(FiniteNetwork network, RowMatrix x, double[] e, int steps) {
    for (Precision precision : Precision.values()) {
      DescentPlan plan = steps(steps, precision);
      TrainingRun two = train(network, x, e, plan);
      for (int threads : new int[] {1, 3}) {
        try (Backend other = open(threads)) {
          assertSameBits(two, other.descent(network, x, e, plan, Checkpoints.NONE, Progress.NONE));
        }
      }
    }
  }

  /**
   * A run that saves its state after every step, and runs that go on after some of them.
   *
   * @param after counts steps from 0
   * @return the states
   */
  final KeptStates assertGoesOnWithTheSameBits(
      FiniteNetwork network, RowMatrix x, double[] e, DescentPlan plan, int... after) {
    KeptStates every = new KeptStates(0);
    TrainingRun whole = train(network, x, e, plan, every);
    assertEquals(whole.steps(), every.count());
    for (int k : after) {
      assertSameBits(whole, train(network, x, e, plan, every.from(k)));
    }
    return every;
  }

  static void assertSameBits(TrainingRun expected, TrainingRun actual) {
    assertEquals(expected.steps(), actual.steps());
    assertEquals(expected.lambdaMax(), actual.lambdaMax(), 0.0);
    assertArrayEquals(expected.times(), actual.times(), 0.0);
    assertArrayEquals(expected.losses(), actual.losses(), 0.0);
    assertEquals(expected.network().shape(), actual.network().shape());
    assertArrayEquals(expected.network().parameters(), actual.network().parameters(), 0.0);
  }
}
