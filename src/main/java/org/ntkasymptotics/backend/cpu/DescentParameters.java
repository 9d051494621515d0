package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.LiftedNetwork;

/**
 * The parameters of a network in training, in double precision whatever the passes compute in: late
 * steps change a weight by less than half a unit of its last single-precision place, and would be
 * lost.
 *
 * <p>The form is that of {@link LiftedNetwork}. Neurons beyond N are padding: zero, and zero they
 * stay.
 */
final class DescentParameters {
  private final LiftedNetwork network;
  private final int padded;
  private final double[][] lifted;
  private final double[] output;

  DescentParameters(LiftedNetwork network) {
    this.network = network;
    padded = paddedLength(network.width());
    lifted = new double[network.inputs() + 1][padded];
    output = new double[padded];
    set(network.values());
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
    double weightRate = network.weightRate();
    double biasRate = network.biasRate();
    double outputRate = network.outputRate();
    for (int i = from; i < to; i++) {
      double along = 0;
      double v = output[i];
      for (int j = 0; j <= d; j++) {
        along += lifted[j][i] * g[j][i];
        lifted[j][i] -= rate * (j < d ? weightRate : biasRate) * v * g[j][i];
      }
      output[i] = v - rate * outputRate * along;
    }
  }

  /** All parameters without the padding, in the order of {@link LiftedNetwork#values}. */
  double[] values() {
    int n = network.width();
    double[] values = new double[(lifted.length + 1) * n];
    for (int j = 0; j < lifted.length; j++) {
      System.arraycopy(lifted[j], 0, values, j * n, n);
    }
    System.arraycopy(output, 0, values, lifted.length * n, n);
    return values;
  }

  /** Takes over what {@link #values} gave. */
  void set(double[] values) {
    int n = network.width();
    for (int j = 0; j < lifted.length; j++) {
      System.arraycopy(values, j * n, lifted[j], 0, n);
    }
    System.arraycopy(values, lifted.length * n, output, 0, n);
  }
}
