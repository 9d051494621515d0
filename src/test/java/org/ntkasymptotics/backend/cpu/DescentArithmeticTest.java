package org.ntkasymptotics.backend.cpu;

import static org.ntkasymptotics.reference.Tolerances.NETWORK_OUTPUT;
import static org.ntkasymptotics.reference.Tolerances.SINGLE_GRADIENT;
import static org.ntkasymptotics.reference.Tolerances.SINGLE_KINK;
import static org.ntkasymptotics.reference.Tolerances.SINGLE_OUTPUT;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.DescentTrials;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.ShallowNetwork;

/** Each form of the two passes against sums term by term in double precision. */
class DescentArithmeticTest {
  private final DescentTrials trials = new DescentTrials("descent-passes");

  /** Lifted points, errors, and what the passes must give. */
  private static final class Expected {
    final double[][] x;
    final double[] e;
    final double[] f;
    final double[] outputSize;
    final double[][] g;
    final double[][] gradientSize;
    final double[][] nearKinks;

    Expected(DescentParameters parameters, RowMatrix points, double[] residual) {
      x = FloatDescent.liftedPoints(points);
      int samples = x[0].length;
      int neurons = parameters.padded();
      e = Arrays.copyOf(residual, samples);
      f = new double[samples];
      outputSize = new double[samples];
      g = new double[x.length][neurons];
      gradientSize = new double[x.length][neurons];
      nearKinks = new double[x.length][neurons];
      for (int m = 0; m < samples; m++) {
        for (int i = 0; i < neurons; i++) {
          add(parameters, m, i);
        }
      }
    }

    /**
     * Sizes that errors are measured by: a change of z by a share of Σ|u x| moves φ by φ′ and φ′ by
     * φ″ times that, taken no closer to the kink than where z has no sign in single precision.
     */
    private void add(DescentParameters parameters, int m, int i) {
      Activation activation = parameters.form().activation();
      double z = 0;
      double size = 0;
      for (int j = 0; j < x.length; j++) {
        z += parameters.lifted()[j][i] * x[j][m];
        size += Math.abs(parameters.lifted()[j][i] * x[j][m]);
      }
      double v = parameters.output()[i];
      double kink = SINGLE_KINK * size;
      double q = activation.exponent();
      double beyond = Math.max(Math.abs(z), kink);
      double slope = activation.slope(z);
      double curvature = size > 0 ? Math.abs(q - 1) * activation.slope(beyond) * size / beyond : 0;
      f[m] += v * activation.value(z);
      outputSize[m] += Math.abs(v) * activation.slope(beyond) * size;
      for (int j = 0; j < x.length; j++) {
        double term = Math.abs(e[m] * x[j][m]);
        g[j][i] += e[m] * slope * x[j][m];
        gradientSize[j][i] += z > -kink ? term * (activation.slope(beyond) + curvature) : term;
        nearKinks[j][i] += Math.abs(z) <= kink ? term * activation.slope(q < 1 ? kink / 99 : 1) : 0;
      }
    }
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
  void everyFormAgreesWithTheSumsTermByTerm(int m, int n, int d) {
    RowMatrix points = trials.points(m, d);
    ShallowNetwork network = trials.network(d, n);
    int padded = DescentParameters.paddedLength(n);
    check(
        network,
        points,
        List.of(
            new FloatDescent(points, padded),
            CpuDescent.single(points, padded, Activation.RELU, true),
            new VectorWideDescent(points, padded)));
  }

  /** Powers from a root, a root and a factor, factors, and the general one; sizes as above. */
  @ParameterizedTest
  @CsvSource({
    "0.75,1,1,1",
    "0.75,600,70,2",
    "0.75,64,1100,3",
    "1.25,65,63,4",
    "1.5,1100,130,2",
    "1.75,130,197,5",
    "2,63,513,2",
    "3,40,64,33",
    "2.25,90,130,1",
    "0.6,90,130,2",
    "1.9,90,130,3",
    "9,30,65,2"
  })
  void everyFormOfOtherActivationsAgreesToo(double q, int m, int n, int d) {
    RowMatrix points = trials.points(m, d);
    int padded = DescentParameters.paddedLength(n);
    Activation activation = new Activation(q);
    check(
        trials.layered(q, d, n),
        points,
        List.of(
            new FloatPowerDescent(points, padded, activation),
            CpuDescent.single(points, padded, activation, true)));
  }

  private void check(FiniteNetwork network, RowMatrix points, List<DescentArithmetic> forms) {
    int m = points.rows();
    DescentParameters parameters = new DescentParameters(network);
    Expected expected = new Expected(parameters, points, trials.residual(m, 1));
    int neurons = parameters.padded();
    double[] outputs = network.outputs(points);
    for (int i = 0; i < m; i++) {
      assertWithin(
          outputs[i], expected.f[i], NETWORK_OUTPUT * expected.outputSize[i], "output " + i);
    }
    Activation activation = parameters.form().activation();
    check(new DoubleDescent(points, neurons, activation), parameters, expected, true);
    check(new VectorDoubleDescent(points, neurons, activation), parameters, expected, true);
    for (DescentArithmetic single : forms) {
      check(single, parameters, expected, false);
    }
  }

  private static void check(
      DescentArithmetic passes, DescentParameters parameters, Expected expected, boolean exact) {
    String name = passes.getClass().getSimpleName();
    double[] f = new double[expected.f.length];
    double[][] g = new double[expected.g.length][parameters.padded()];
    passes.load(parameters, 0, parameters.padded());
    passes.errors(expected.e, 0, expected.e.length);
    passes.outputs(f, 0, f.length);
    passes.gradients(g, 0, parameters.padded());
    for (int m = 0; m < f.length; m++) {
      double allowed = (exact ? NETWORK_OUTPUT : SINGLE_OUTPUT) * expected.outputSize[m];
      assertWithin(expected.f[m], f[m], allowed, name + " output " + m);
    }
    for (int j = 0; j < g.length; j++) {
      for (int i = 0; i < g[j].length; i++) {
        double allowed =
            (exact ? NETWORK_OUTPUT : SINGLE_GRADIENT) * expected.gradientSize[j][i]
                + expected.nearKinks[j][i];
        assertWithin(expected.g[j][i], g[j][i], allowed, name + " gradient " + j + ", " + i);
      }
    }
  }
}
