package org.ntkasymptotics.network;

import java.util.Arrays;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * The function of a wide network of one hidden layer on many points, fused: neither the (M, N)
 * pre-activations nor the activations are stored. The plain form is {@link FiniteNetwork#outputs}.
 *
 * <p>Every output is a sum over neurons in groups of {@value #GROUP}, group sums added in order, so
 * that the bits depend neither on the number of threads nor on the vector length of the machine.
 * Error: below 2 ulp · (GROUP + N/GROUP) of Σ|terms|, in practice a few ulp; asserted by {@code
 * NetworkOutputsTest}.
 */
public final class NetworkOutputs {
  private static final int TILE = 128;
  private static final int GROUP = 512;

  private NetworkOutputs() {}

  /** The parts of a network of one hidden layer, whichever type it has. */
  private record OneLayer(
      double sigmaW,
      double sigmaB,
      Activation activation,
      double outputScale,
      RowMatrix weights,
      double[] biases,
      double[] outputWeights) {

    static OneLayer of(FiniteNetwork network) {
      NetworkShape shape = network.shape();
      LayeredParameters p = new LayeredParameters(shape, network.parameters());
      return new OneLayer(
          shape.sigmaW(),
          shape.sigmaB(),
          shape.activation(),
          shape.parametrisation().outputScale(shape.sigmaW(), shape.lastWidth()),
          p.weights().get(0),
          p.biases().get(0),
          p.outputWeights());
    }
  }

  /**
   * f(x) at the points.
   *
   * @param points (M, d)
   * @return length M
   */
  public static double[] of(FiniteNetwork network, RowMatrix points, ParallelRanges parallel) {
    network.requireInputs(points.columns());
    if (network.shape().hidden() != 1) {
      throw new IllegalArgumentException(
          "fused outputs are those of one hidden layer, the network has "
              + network.shape().hidden());
    }
    return of(OneLayer.of(network), points, parallel);
  }

  private static double[] of(OneLayer network, RowMatrix points, ParallelRanges parallel) {
    double[] f = new double[points.rows()];
    parallel.forEach(
        f.length,
        TILE,
        (from, to) -> {
          double[][] coordinates = scaledCoordinates(network.sigmaW(), points, from, to);
          double[] sums = new double[to - from];
          int width = network.biases().length;
          for (int n = 0; n < width; n += GROUP) {
            addGroup(network, n, Math.min(n + GROUP, width), coordinates, sums);
          }
          double scale = network.outputScale();
          for (int i = from; i < to; i++) {
            f[i] = scale * sums[i - from];
          }
        });
    return f;
  }

  /** σ_w x, one array a coordinate, so that the loops below run over points. */
  private static double[][] scaledCoordinates(double sigmaW, RowMatrix points, int from, int to) {
    double[][] x = new double[points.columns()][to - from];
    for (int j = 0; j < x.length; j++) {
      for (int i = from; i < to; i++) {
        x[j][i - from] = sigmaW * points.get(i, j);
      }
    }
    return x;
  }

  private static void addGroup(OneLayer network, int first, int end, double[][] x, double[] sums) {
    double[] w = network.weights().array();
    double[] z = new double[sums.length];
    double[] group = new double[sums.length];
    for (int n = first; n < end; n++) {
      double bias = network.sigmaB() * network.biases()[n];
      preActivations(bias, w, n * x.length, x, z);
      if (network.activation().isRelu()) {
        addActivations(network.outputWeights()[n], z, group);
      } else {
        addPowers(network.outputWeights()[n], network.activation(), z, group);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += group[i];
    }
  }

  private static void preActivations(double bias, double[] w, int at, double[][] x, double[] z) {
    int d = x.length;
    int j = d % 2;
    if (j == 1) {
      double w0 = w[at];
      double[] x0 = x[0];
      for (int i = 0; i < z.length; i++) {
        z[i] = bias + w0 * x0[i];
      }
    } else {
      Arrays.fill(z, bias);
    }
    for (; j < d; j += 2) {
      double w0 = w[at + j];
      double w1 = w[at + j + 1];
      double[] x0 = x[j];
      double[] x1 = x[j + 1];
      for (int i = 0; i < z.length; i++) {
        z[i] += w0 * x0[i] + w1 * x1[i];
      }
    }
  }

  private static void addPowers(double c, Activation activation, double[] z, double[] sums) {
    for (int i = 0; i < z.length; i++) {
      sums[i] += c * activation.value(z[i]);
    }
  }

  /** Adds c relu(z); relu as (z + |z|)/2, exact and without a branch. */
  private static void addActivations(double c, double[] z, double[] sums) {
    double half = 0.5 * c;
    for (int i = 0; i < z.length; i++) {
      sums[i] += half * (z[i] + Math.abs(z[i]));
    }
  }
}
