package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.LiftedNetwork;
import org.ntkasymptotics.network.FiniteNetwork;

/**
 * The parameters of a network in training, in double precision whatever the passes compute in: late
 * steps change a weight by less than half a unit of its last single-precision place, and would be
 * lost.
 *
 * <p>Beside the parameters stand u and v, what the passes take: {@link LiftedNetwork}. Neurons
 * beyond N are padding: zero, and zero they stay.
 */
final class DescentParameters {
  private final LiftedNetwork form;
  private final int padded;
  private final double[][] weights;
  private final double[] outputWeights;
  private final double[][] lifted;
  private final double[] output;

  DescentParameters(FiniteNetwork initial) {
    form = new LiftedNetwork(initial);
    padded = paddedLength(form.width());
    weights = new double[form.inputs() + 1][padded];
    outputWeights = new double[padded];
    lifted = new double[form.inputs() + 1][padded];
    output = new double[padded];
    set(initial);
  }

  static int paddedLength(int length) {
    return Math.multiplyExact(
        (length - 1) / DescentArithmetic.PADDING + 1, DescentArithmetic.PADDING);
  }

  /** The scales and rates of these parameters. */
  LiftedNetwork form() {
    return form;
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
   * One step against the gradient for the neurons from … to − 1: w ← w − η ρ ∂L/∂w and likewise b
   * and c, where G holds {@link DescentArithmetic#gradients}.
   *
   * @param rate η/M
   */
  void step(double[][] g, double rate, int from, int to) {
    double outputRate =
        rate * form.rateFactor() * form.outputScale() / form.activation().exponent();
    for (int i = from; i < to; i++) {
      double along = 0;
      for (int j = 0; j < lifted.length; j++) {
        along += lifted[j][i] * g[j][i];
      }
      outputWeights[i] -= outputRate * along;
    }
    for (int j = 0; j < lifted.length; j++) {
      double weightRate = rate * form.rateFactor() * form.liftedScale(j);
      for (int i = from; i < to; i++) {
        weights[j][i] -= weightRate * output[i] * g[j][i];
      }
    }
    lift(from, to);
  }

  private void lift(int from, int to) {
    for (int j = 0; j < lifted.length; j++) {
      double scale = form.liftedScale(j);
      for (int i = from; i < to; i++) {
        lifted[j][i] = scale * weights[j][i];
      }
    }
    double scale = form.outputScale();
    for (int i = from; i < to; i++) {
      output[i] = scale * outputWeights[i];
    }
  }

  /** The network with these parameters. */
  FiniteNetwork network() {
    int n = form.width();
    double[] values = new double[Math.multiplyExact(lifted.length + 1, n)];
    for (int j = 0; j < lifted.length; j++) {
      System.arraycopy(weights[j], 0, values, j * n, n);
    }
    System.arraycopy(outputWeights, 0, values, lifted.length * n, n);
    return form.network(values);
  }

  /** Takes over the parameters of a network of the same shape. */
  void set(FiniteNetwork network) {
    int n = form.width();
    double[] values = form.values(network);
    for (int j = 0; j < lifted.length; j++) {
      System.arraycopy(values, j * n, weights[j], 0, n);
    }
    System.arraycopy(values, lifted.length * n, outputWeights, 0, n);
    lift(0, padded);
  }
}
