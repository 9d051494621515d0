package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.ShallowNetwork;

/**
 * The parameters of a network in training, in double precision whatever the passes compute in: late
 * steps change a weight by less than half a unit of its last single-precision place, and would be
 * lost.
 *
 * <p>Component j &lt; d of neuron i's lifted weight is σ_w w_ij, component d is σ_b b_i; the output
 * weight is v_i = σ_w c_i/√N. Neurons beyond N are padding: zero, and zero they stay.
 */
final class DescentParameters {
  private final ShallowNetwork initial;
  private final int padded;
  private final double[][] lifted;
  private final double[] output;

  DescentParameters(ShallowNetwork initial) {
    this.initial = initial;
    int d = initial.inputs();
    padded = paddedLength(initial.width());
    lifted = new double[d + 1][padded];
    output = new double[padded];
    double outputScale = initial.sigmaW() / Math.sqrt(initial.width());
    for (int i = 0; i < initial.width(); i++) {
      for (int j = 0; j < d; j++) {
        lifted[j][i] = initial.sigmaW() * initial.weights().get(i, j);
      }
      lifted[d][i] = initial.sigmaB() * initial.biases()[i];
      output[i] = outputScale * initial.outputWeights()[i];
    }
  }

  static int paddedLength(int length) {
    return Math.multiplyExact(
        (length - 1) / DescentArithmetic.PADDING + 1, DescentArithmetic.PADDING);
  }

  /** Number of neurons, padding included. */
  int padded() {
    return padded;
  }

  /** u, (d + 1, padded N), component after component. */
  double[][] lifted() {
    return lifted;
  }

  /** v, length padded N. */
  double[] output() {
    return output;
  }

  /**
   * One step against the gradient for the neurons from … to − 1: w ← w − η ∂L/∂w and likewise b and
   * c, where G holds {@link DescentArithmetic#gradients}.
   *
   * @param rate η/M
   */
  void step(double[][] g, double rate, int from, int to) {
    int d = lifted.length - 1;
    double w2 = initial.sigmaW() * initial.sigmaW();
    double b2 = initial.sigmaB() * initial.sigmaB();
    double v2 = w2 / initial.width();
    for (int i = from; i < to; i++) {
      double along = 0;
      double v = output[i];
      for (int j = 0; j <= d; j++) {
        along += lifted[j][i] * g[j][i];
        lifted[j][i] -= rate * (j < d ? w2 : b2) * v * g[j][i];
      }
      output[i] = v - rate * v2 * along;
    }
  }

  /** Number of parameters, padding included. */
  int length() {
    return (lifted.length + 1) * padded;
  }

  /** All parameters: the components of u one after the other, then v. */
  double[] values() {
    double[] values = new double[length()];
    for (int j = 0; j < lifted.length; j++) {
      System.arraycopy(lifted[j], 0, values, j * padded, padded);
    }
    System.arraycopy(output, 0, values, lifted.length * padded, padded);
    return values;
  }

  /** Takes over what {@link #values} gave. */
  void set(double[] values) {
    for (int j = 0; j < lifted.length; j++) {
      System.arraycopy(values, j * padded, lifted[j], 0, padded);
    }
    System.arraycopy(values, lifted.length * padded, output, 0, padded);
  }

  /** The network with these parameters. */
  ShallowNetwork network() {
    int n = initial.width();
    int d = initial.inputs();
    RowMatrix weights = RowMatrix.zeros(n, d);
    double[] biases = new double[n];
    double[] outputWeights = new double[n];
    double outputScale = initial.sigmaW() / Math.sqrt(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        weights.set(i, j, lifted[j][i] / initial.sigmaW());
      }
      // Without biases (σ_b = 0) the parameter b has no influence and no gradient.
      biases[i] = initial.sigmaB() > 0 ? lifted[d][i] / initial.sigmaB() : initial.biases()[i];
      outputWeights[i] = output[i] / outputScale;
    }
    return new ShallowNetwork(initial.sigmaW(), initial.sigmaB(), weights, biases, outputWeights);
  }
}
