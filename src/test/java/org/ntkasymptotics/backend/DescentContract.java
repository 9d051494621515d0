package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.backend.DescentTrials.B;
import static org.ntkasymptotics.backend.DescentTrials.MANY_STEPS;
import static org.ntkasymptotics.backend.DescentTrials.W;
import static org.ntkasymptotics.backend.DescentTrials.empiricalKernel;
import static org.ntkasymptotics.backend.DescentTrials.loss;
import static org.ntkasymptotics.backend.DescentTrials.steps;
import static org.ntkasymptotics.reference.Tolerances.LANCZOS;
import static org.ntkasymptotics.reference.Tolerances.NEURON_AVERAGE;
import static org.ntkasymptotics.reference.Tolerances.WIDE_NETWORK;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;

/**
 * What training on every back end must compute: against finite differences, the linearised
 * iteration and the kernel of infinite width.
 */
public abstract class DescentContract extends TrainingContract {
  private final DescentTrials trials = new DescentTrials("descent-contract");

  /** Neurons of a network that shows the limit of infinite width. */
  protected int manyNeurons() {
    return 40_000;
  }

  @ParameterizedTest
  @EnumSource
  void aStepGoesAgainstTheGradientOfTheLoss(Parametrisation parametrisation) {
    RowMatrix x = trials.points(9, 3);
    assertGoesAgainstTheGradient(trials.network(parametrisation, 3, 6), x, trials.residual(9, 0.8));
  }

  @Test
  void theInitialErrorIsExactlyTheResidual() {
    RowMatrix x = trials.points(50, 2);
    double[] e = trials.residual(50, 0.3);
    for (Precision precision : Precision.values()) {
      TrainingRun run = train(trials.network(2, 90), x, e, steps(3, precision));
      assertEquals(loss(e), run.losses()[0], 0.0);
      assertEquals(0, run.times()[0], 0.0);
    }
  }

  @Tag(MANY_STEPS)
  @Test
  void smallResidualsFollowTheLinearisedIterationOfTheNetworksOwnKernel() {
    RowMatrix x = trials.points(12, 2);
    ShallowNetwork network = trials.network(2, 300);
    assertFollowsItsLinearisation(network, x, trials.residual(12, 1e-7), 300);
  }

  /**
   * Mean field is the NTK parametrisation with outputs and errors smaller by √N: step by step the
   * same weights. N is a power of 4, so that scaling rounds nothing.
   */
  @ParameterizedTest
  @EnumSource
  void meanFieldIsTheNtkParametrisationOfErrorsLargerByTheRootOfTheWidth(Precision precision) {
    RowMatrix x = trials.points(60, 2);
    ShallowNetwork ntk = trials.network(2, 256);
    ShallowNetwork mean =
        new ShallowNetwork(
            Parametrisation.MEAN_FIELD, W, B, ntk.weights(), ntk.biases(), ntk.outputWeights());
    double[] e = trials.residual(60, 1);
    double[] small = new double[60];
    for (int m = 0; m < 60; m++) {
      small[m] = e[m] / 16;
    }
    TrainingRun expected = train(ntk, x, e, steps(100, precision));
    TrainingRun run = train(mean, x, small, steps(100, precision));
    assertEquals(expected.lambdaMax(), run.lambdaMax(), 0.0);
    assertEquals(expected.stepSize(), run.stepSize(), 0.0);
    for (int k = 0; k < run.losses().length; k++) {
      assertEquals(expected.losses()[k] / 256, run.losses()[k], 0.0);
    }
    assertArrayEquals(expected.network().parameters(), run.network().parameters(), 0.0);
  }

  /** Errors of order one: in mean field the weights, and with them the kernel, move. */
  @Tag(MANY_STEPS)
  @Test
  void meanFieldMovesItsKernelAndTheNtkParametrisationDoesNot() {
    int n = 1024;
    RowMatrix x = trials.points(20, 2);
    double[] e = trials.residual(20, 1);
    for (Parametrisation parametrisation : Parametrisation.values()) {
      ShallowNetwork network = trials.network(parametrisation, 2, n);
      TrainingRun run = train(network, x, e, steps(250, Precision.SINGLE));
      double before = trace(empiricalKernel(network, x));
      double moved = trace(empiricalKernel(run.network(), x)) / before - 1;
      if (parametrisation == Parametrisation.NTK) {
        assertWithin(0, moved, WIDE_NETWORK / Math.sqrt(n), "change of the kernel's trace");
      } else {
        assertTrue(moved > 10 * WIDE_NETWORK / Math.sqrt(n), "change of the trace " + moved);
      }
    }
  }

  private static double trace(double[][] k) {
    double trace = 0;
    for (int i = 0; i < k.length; i++) {
      trace += k[i][i];
    }
    return trace;
  }

  /** One step moves the outputs by −(η/M) Θ e: that Θ, entry by entry, against the limit's. */
  @Test
  void aStepMovesTheOutputsOfAWideNetworkByTheLimitKernel() {
    int n = manyNeurons();
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
      DescentPlan plan = steps(1, eta, Precision.DOUBLE);
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

  @Tag(MANY_STEPS)
  @Test
  void aWideNetworkFollowsTheSpectralCurveOfTheInfiniteKernel() {
    int m = 60;
    int n = manyNeurons() / 2;
    RowMatrix x = trials.points(m, 2);
    double[] e = trials.residual(m, 0.05);
    assertFollowsTheSpectrum(
        new ReluNtk(W, B), trials.network(2, n), x, e, 60, WIDE_NETWORK / Math.sqrt(n));
  }

  /** One, two, padding − 1, padding, padding + 1 points and neurons, in every range of inputs. */
  @Tag(MANY_STEPS)
  @ParameterizedTest
  @CsvSource({
    "1,40,1",
    "2,63,2",
    "63,64,3",
    "64,65,4",
    "65,128,7",
    "129,63,33",
    "300,500,2",
    "150,2100,4"
  })
  void singlePrecisionFollowsDoublePrecision(int m, int n, int d) {
    RowMatrix x = trials.points(m, d);
    double[] e = trials.residual(m, 1);
    ShallowNetwork network = trials.network(d, n);
    assertSingleFollowsDouble(network, x, e, 50);
  }

  @Test
  void theLargestEigenvalueIsThatOfTheNetworksOwnKernel() {
    RowMatrix x = trials.points(15, 3);
    assertLargestEigenvalue(trials.network(3, 40), x, trials.residual(15, 1));
  }

  /** Equal norms at 142°, no bias: the constant vector belongs to the smaller eigenvalue. */
  @Test
  void theLargestEigenvalueIsFoundWhereTheConstantVectorMissesIt() {
    int n = manyNeurons() / 2;
    RowMatrix x = RowMatrix.of(new double[] {1, 0}, new double[] {Math.cos(2.48), Math.sin(2.48)});
    ShallowNetwork drawn = trials.network(2, n);
    ShallowNetwork network =
        new ShallowNetwork(
            Parametrisation.NTK, 1, 0, drawn.weights(), drawn.biases(), drawn.outputWeights());
    ReluNtk kernel = new ReluNtk(1, 0);
    double beside = kernel.entry(x.row(0), x.row(1));
    assertTrue(beside < 0);
    TrainingRun run = train(network, x, trials.residual(2, 1), steps(1, Precision.SINGLE));
    assertRelative(
        (kernel.entry(x.row(0), x.row(0)) - beside) / 2,
        run.lambdaMax(),
        LANCZOS + NEURON_AVERAGE / Math.sqrt(n),
        "lambda max");
  }
}
