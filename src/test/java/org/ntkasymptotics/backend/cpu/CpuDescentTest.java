package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.FROZEN_KERNEL;
import static org.ntkasymptotics.reference.Tolerances.SINGLE_GRADIENT;
import static org.ntkasymptotics.reference.Tolerances.SINGLE_OUTPUT;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.network.TrainingState;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;
import org.ntkasymptotics.spectrum.Coefficients;
import org.ntkasymptotics.spectrum.LossCurve;
import org.ntkasymptotics.spectrum.Spectrum;

/** Training against finite differences, the linearised iteration and the infinite-width kernel. */
class CpuDescentTest {
  private static final double W = 1.3;
  private static final double B = 0.7;
  private final RandomStream stream = new Seeds(7).stream("descent-test");

  private RowMatrix points(int m, int d) {
    RowMatrix x = RowMatrix.zeros(m, d);
    for (int i = 0; i < m * d; i++) {
      x.array()[i] = stream.nextGaussian();
    }
    return x;
  }

  private double[] residual(int m, double size) {
    double[] e = new double[m];
    for (int i = 0; i < m; i++) {
      e[i] = size * stream.nextGaussian();
    }
    return e;
  }

  private static TrainingRun train(
      ShallowNetwork network, RowMatrix x, double[] e, DescentPlan plan, boolean vectors, int t) {
    return new CpuDescent(new ParallelRanges(t), vectors)
        .run(network, x, e, plan, Checkpoints.NONE, Progress.NONE);
  }

  private static DescentPlan steps(long steps, Precision precision) {
    return new DescentPlan(0, 0.4, steps, 0, 10, precision);
  }

  /** Sizes: one, a vector's lanes, the padding and one beside it; inputs: each loop's range. */
  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "2,2,2",
    "63,64,2",
    "64,65,3",
    "65,63,4",
    "130,197,7",
    "200,2100,2",
    "90,300,33",
    "600,70,1",
    "1100,130,3",
    "127,33,5",
    "129,2115,8",
    "700,65,9",
    "40,64,784"
  })
  void passesInSinglePrecisionAgreeWithTheDoubleReference(int m, int n, int d) {
    RowMatrix x = points(m, d);
    ShallowNetwork network = ShallowNetwork.draw(d, n, W, B, stream);
    DescentParameters parameters = new DescentParameters(network);
    int neurons = parameters.padded();
    int samples = DescentParameters.paddedLength(m);
    double[] e = new double[samples];
    System.arraycopy(residual(m, 1), 0, e, 0, m);
    double[] f = new double[samples];
    double[][] g = new double[d + 1][neurons];
    pass(new DoubleDescent(x, neurons), parameters, e, f, g);
    assertArrayEquals(network.outputs(x), java.util.Arrays.copyOf(f, m), 1e-12 * Math.sqrt(d));
    double size = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= d; j++) {
        size += Math.abs(parameters.output()[i] * parameters.lifted()[j][i]);
      }
    }
    double errorSize = 0;
    double largest = 0;
    for (int i = 0; i < m; i++) {
      double xi = 1;
      for (int j = 0; j < d; j++) {
        xi = Math.max(xi, Math.abs(x.get(i, j)));
      }
      errorSize += Math.abs(e[i]) * xi;
      largest = Math.max(largest, xi);
    }
    for (DescentArithmetic single :
        List.of(CpuDescent.single(x, neurons, false), CpuDescent.single(x, neurons, true))) {
      double[] f1 = new double[samples];
      double[][] g1 = new double[d + 1][neurons];
      pass(single, parameters, e, f1, g1);
      for (int i = 0; i < samples; i++) {
        assertWithin(f[i], f1[i], SINGLE_OUTPUT * size * largest, "output " + i);
      }
      for (int j = 0; j <= d; j++) {
        for (int i = 0; i < neurons; i++) {
          assertWithin(g[j][i], g1[j][i], SINGLE_GRADIENT * errorSize, "gradient " + i);
        }
      }
    }
  }

  private static void pass(
      DescentArithmetic a, DescentParameters parameters, double[] e, double[] f, double[][] g) {
    a.load(parameters, 0, parameters.padded());
    a.errors(e, 0, e.length);
    a.outputs(f, 0, f.length);
    a.gradients(g, 0, parameters.padded());
  }

  @Test
  void aStepGoesAgainstTheGradientOfTheLoss() {
    RowMatrix x = points(9, 3);
    ShallowNetwork network = ShallowNetwork.draw(3, 6, W, B, stream);
    double[] e = residual(9, 0.8);
    double eta = 1e-3;
    DescentPlan plan = new DescentPlan(eta, 0, 1, 0, 10, Precision.DOUBLE);
    ShallowNetwork after = train(network, x, e, plan, true, 1).network();
    double[] f0 = network.outputs(x);
    double[] target = new double[9];
    for (int i = 0; i < 9; i++) {
      target[i] = f0[i] - e[i];
    }
    double h = 1e-6;
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 3; j++) {
        double w = network.weights().get(i, j);
        network.weights().set(i, j, w + h);
        double up = loss(network, x, target);
        network.weights().set(i, j, w - h);
        double down = loss(network, x, target);
        network.weights().set(i, j, w);
        assertEquals((up - down) / (2 * h), (w - after.weights().get(i, j)) / eta, 1e-8);
      }
      for (double[][] pair :
          new double[][][] {
            {network.biases(), after.biases()}, {network.outputWeights(), after.outputWeights()}
          }) {
        double p = pair[0][i];
        pair[0][i] = p + h;
        double up = loss(network, x, target);
        pair[0][i] = p - h;
        double down = loss(network, x, target);
        pair[0][i] = p;
        assertEquals((up - down) / (2 * h), (p - pair[1][i]) / eta, 1e-8);
      }
    }
  }

  private static double loss(ShallowNetwork network, RowMatrix x, double[] target) {
    double[] f = network.outputs(x);
    double sum = 0;
    for (int i = 0; i < f.length; i++) {
      sum += (f[i] - target[i]) * (f[i] - target[i]);
    }
    return sum / (2 * f.length);
  }

  @Test
  void theInitialErrorIsExactlyTheResidual() {
    RowMatrix x = points(50, 2);
    double[] e = residual(50, 0.3);
    double sum = 0;
    for (double v : e) {
      sum += v * v;
    }
    for (Precision precision : Precision.values()) {
      TrainingRun run =
          train(ShallowNetwork.draw(2, 90, W, B, stream), x, e, steps(3, precision), true, 2);
      assertEquals(sum / 100, run.losses()[0], 0.0);
    }
  }

  @Test
  void theNumberOfThreadsDoesNotChangeABit() {
    RowMatrix x = points(333, 2);
    double[] e = residual(333, 1);
    ShallowNetwork network = ShallowNetwork.draw(2, 200, W, B, stream);
    for (Precision precision : Precision.values()) {
      double[] one = train(network, x, e, steps(40, precision), true, 1).losses();
      double[] three = train(network, x, e, steps(40, precision), true, 3).losses();
      assertArrayEquals(one, three, 0.0);
    }
  }

  @Test
  void aResumedRunGivesTheSameBits() {
    RowMatrix x = points(100, 2);
    double[] e = residual(100, 1);
    ShallowNetwork network = ShallowNetwork.draw(2, 150, W, B, stream);
    DescentPlan plan = steps(200, Precision.SINGLE);
    List<byte[]> saved = new ArrayList<>();
    CpuDescent descent = new CpuDescent(new ParallelRanges(2), true);
    TrainingRun whole =
        descent.run(network, x, e, plan, keeping(Optional.empty(), saved), Progress.NONE);
    assertEquals(200, saved.size());
    TrainingState middle = TrainingState.fromBytes(saved.get(77));
    TrainingRun rest =
        descent.run(
            network, x, e, plan, keeping(Optional.of(middle), new ArrayList<>()), Progress.NONE);
    assertArrayEquals(whole.times(), rest.times(), 0.0);
    assertArrayEquals(whole.losses(), rest.losses(), 0.0);
    assertArrayEquals(whole.network().weights().array(), rest.network().weights().array(), 0.0);
    // Prolonging a run goes on from its end as well.
    TrainingState last = TrainingState.fromBytes(saved.get(199));
    DescentPlan longer = steps(260, Precision.SINGLE);
    TrainingRun prolonged =
        descent.run(
            network, x, e, longer, keeping(Optional.of(last), new ArrayList<>()), Progress.NONE);
    TrainingRun atOnce = descent.run(network, x, e, longer, Checkpoints.NONE, Progress.NONE);
    assertArrayEquals(atOnce.network().biases(), prolonged.network().biases(), 0.0);
    double[] other = e.clone();
    other[3] += 1e-9;
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                descent.run(
                    network,
                    x,
                    other,
                    plan,
                    keeping(Optional.of(middle), new ArrayList<>()),
                    Progress.NONE));
    assertTrue(refused.getMessage().contains("another residual"), refused.getMessage());
  }

  @Test
  void anInterruptedRunSavesItsStateAndCanGoOn() {
    RowMatrix x = points(70, 2);
    double[] e = residual(70, 1);
    ShallowNetwork network = ShallowNetwork.draw(2, 90, W, B, stream);
    DescentPlan plan = steps(120, Precision.SINGLE);
    List<TrainingState> saved = new ArrayList<>();
    Checkpoints rare =
        new Checkpoints() {
          @Override
          public Optional<TrainingState> latest() {
            return saved.isEmpty() ? Optional.empty() : Optional.of(saved.get(0));
          }

          @Override
          public double secondsBetween() {
            return Double.POSITIVE_INFINITY;
          }

          @Override
          public void save(TrainingState state) {
            saved.add(state);
          }
        };
    CpuDescent descent = new CpuDescent(new ParallelRanges(2), true);
    assertThrows(
        CancellationException.class,
        () ->
            descent.run(
                network, x, e, plan, rare, (s, fraction, d) -> Thread.currentThread().interrupt()));
    assertTrue(Thread.interrupted());
    assertEquals(1, saved.size());
    assertTrue(saved.get(0).step() < 120);
    TrainingRun rest = descent.run(network, x, e, plan, rare, Progress.NONE);
    TrainingRun whole = descent.run(network, x, e, plan, Checkpoints.NONE, Progress.NONE);
    assertArrayEquals(whole.losses(), rest.losses(), 0.0);
  }

  private static Checkpoints keeping(Optional<TrainingState> start, List<byte[]> saved) {
    return new Checkpoints() {
      @Override
      public Optional<TrainingState> latest() {
        return start;
      }

      @Override
      public double secondsBetween() {
        return 0;
      }

      @Override
      public void save(TrainingState state) {
        saved.add(state.toBytes());
      }
    };
  }

  /** Σ over parameters of ∂f(x)/∂p ∂f(x′)/∂p, from the definition. */
  private static double[][] empiricalKernel(ShallowNetwork net, RowMatrix x) {
    int m = x.rows();
    int d = net.inputs();
    double[][] jacobian = new double[m][net.width() * (d + 2)];
    for (int i = 0; i < m; i++) {
      for (int n = 0; n < net.width(); n++) {
        double z = net.sigmaB() * net.biases()[n];
        for (int j = 0; j < d; j++) {
          z += net.sigmaW() * net.weights().get(n, j) * x.get(i, j);
        }
        double v = net.sigmaW() * net.outputWeights()[n] / Math.sqrt(net.width());
        double[] row = jacobian[i];
        int at = n * (d + 2);
        if (z > 0) {
          for (int j = 0; j < d; j++) {
            row[at + j] = v * net.sigmaW() * x.get(i, j);
          }
          row[at + d] = v * net.sigmaB();
          row[at + d + 1] = net.sigmaW() / Math.sqrt(net.width()) * z;
        }
      }
    }
    double[][] k = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        for (int p = 0; p < jacobian[0].length; p++) {
          k[i][j] += jacobian[i][p] * jacobian[j][p] / m;
        }
      }
    }
    return k;
  }

  @Test
  void smallResidualsFollowTheLinearisedIterationOfTheNetworksOwnKernel() {
    int m = 12;
    RowMatrix x = points(m, 2);
    ShallowNetwork network = ShallowNetwork.draw(2, 300, W, B, stream);
    double[] e = residual(m, 1e-7);
    TrainingRun run = train(network, x, e, steps(1000, Precision.DOUBLE), true, 1);
    double[][] kernel = empiricalKernel(network, x);
    double[] linear = e.clone();
    int record = 0;
    for (long step = 0; step <= 1000; step++) {
      if (Math.round(run.times()[record] / run.stepSize()) == step) {
        double sum = 0;
        for (double v : linear) {
          sum += v * v;
        }
        assertRelative(sum / (2 * m), run.losses()[record], FROZEN_KERNEL, "loss " + step);
        record++;
      }
      double[] next = linear.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          next[i] -= run.stepSize() * kernel[i][j] * linear[j];
        }
      }
      linear = next;
    }
    assertEquals(run.losses().length, record);
  }

  /** A finite network's kernel differs from its limit by O(N^−1/2): 4/√N allowed on the loss. */
  @Test
  void aWideNetworkFollowsTheSpectralCurveOfTheInfiniteKernel() {
    int m = 60;
    int n = 20_000;
    RowMatrix x = points(m, 2);
    double[] e = residual(m, 0.05);
    TrainingRun run =
        train(ShallowNetwork.draw(2, n, W, B, stream), x, e, steps(60, Precision.SINGLE), true, 2);
    try (Backend backend = CpuBackend.open(1, "test", Progress.NONE);
        BackendMatrix gram = backend.gram(new ReluNtk(W, B), x);
        Eigensystem eigen = backend.eigh(gram)) {
      Spectrum spectrum = new Spectrum(eigen.values());
      assertRelative(spectrum.values()[0], run.lambdaMax(), 4 / Math.sqrt(n), "lambda max");
      long[] at = new long[run.times().length];
      for (int k = 0; k < at.length; k++) {
        at[k] = Math.round(run.times()[k] / run.stepSize());
      }
      LossCurve predicted =
          LossCurve.ofSteps(spectrum, new Coefficients(eigen.project(e)), run.stepSize(), at);
      for (int k = 0; k < at.length; k++) {
        assertRelative(
            predicted.losses()[k], run.losses()[k], 4 / Math.sqrt(n), "loss at step " + at[k]);
      }
    }
  }

  @Test
  void powerIterationFindsTheLargestEigenvalue() {
    RowMatrix x = points(15, 3);
    ShallowNetwork network = ShallowNetwork.draw(3, 40, W, B, stream);
    double[][] k = empiricalKernel(network, x);
    double[] v = new double[15];
    java.util.Arrays.fill(v, 1);
    double lambda = 0;
    for (int round = 0; round < 2000; round++) {
      double[] next = new double[15];
      double norm = 0;
      for (int i = 0; i < 15; i++) {
        for (int j = 0; j < 15; j++) {
          next[i] += k[i][j] * v[j];
        }
        norm += next[i] * next[i];
      }
      lambda = Math.sqrt(norm);
      for (int i = 0; i < 15; i++) {
        v[i] = next[i] / lambda;
      }
    }
    TrainingRun run = train(network, x, residual(15, 1), steps(1, Precision.DOUBLE), true, 1);
    assertRelative(lambda, run.lambdaMax(), 1e-3, "lambda max");
    assertEquals(0.4 * 2 / run.lambdaMax(), run.stepSize(), 0.0);
  }

  @Test
  void tooLargeAStepIsRefusedAndDivergenceStopsTheRun() {
    RowMatrix x = points(20, 2);
    ShallowNetwork network = ShallowNetwork.draw(2, 5, W, B, stream);
    DescentPlan tooLarge = new DescentPlan(100, 0, 10, 0, 10, Precision.DOUBLE);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> train(network, x, residual(20, 1), tooLarge, true, 1));
    assertTrue(refused.getMessage().contains("2/lambda_max"), refused.getMessage());
    // An error a thousand times the network's outputs leaves the linear regime at once.
    ComputationException diverged =
        assertThrows(
            ComputationException.class,
            () ->
                train(
                    network,
                    x,
                    residual(20, 1e3),
                    new DescentPlan(0, 0.9, 1000, 0, 10, Precision.DOUBLE),
                    true,
                    1));
    assertTrue(diverged.getMessage().contains("diverged at step"), diverged.getMessage());
  }

  @Test
  void recordsLieOnALogarithmicGridThatEndsAtTheLastStep() {
    DescentPlan plan = steps(1000, Precision.SINGLE);
    List<Long> at = new ArrayList<>(List.of(0L));
    while (at.get(at.size() - 1) < 777) {
      at.add(plan.nextRecord(at.get(at.size() - 1), 777));
    }
    assertEquals(777, at.get(at.size() - 1));
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 10L, 13L), at.subList(0, 11));
  }
}
