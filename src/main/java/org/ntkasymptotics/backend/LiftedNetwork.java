package org.ntkasymptotics.backend;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.ShallowNetwork;

/**
 * A network of one hidden layer in the form in which it is trained: f(x) = Σ v_i relu(u_i·x̂) with
 * x̂ = (x, 1), lifted weights u_i = (σ_w w_i, σ_b b_i) and output weights v_i = σ_w c_i/√N.
 *
 * <p>The chain rule turns W ← W − η ∂L/∂W into u ← u − η r_u ∂L/∂u and v ← v − η r_v ∂L/∂v with the
 * constants {@link #weightRate}, {@link #biasRate} and {@link #outputRate}.
 */
public final class LiftedNetwork {
  private final ShallowNetwork initial;

  /** The form of a network at the start of its training. */
  public LiftedNetwork(ShallowNetwork initial) {
    this.initial = initial;
  }

  /** d. */
  public int inputs() {
    return initial.inputs();
  }

  /** N. */
  public int width() {
    return initial.width();
  }

  /** r of the components j &lt; d of u: σ_w². */
  public double weightRate() {
    return initial.sigmaW() * initial.sigmaW();
  }

  /** r of component d of u: σ_b². */
  public double biasRate() {
    return initial.sigmaB() * initial.sigmaB();
  }

  /** r of v: σ_w²/N. */
  public double outputRate() {
    return initial.sigmaW() * initial.sigmaW() / width();
  }

  private double outputScale() {
    return initial.sigmaW() / Math.sqrt(width());
  }

  /** The d + 1 components of u one after the other, then v: (d + 2) N values. */
  public double[] values() {
    int n = width();
    int d = inputs();
    double[] values = new double[Math.multiplyExact(d + 2, n)];
    double outputScale = outputScale();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        values[j * n + i] = initial.sigmaW() * initial.weights().get(i, j);
      }
      values[d * n + i] = initial.sigmaB() * initial.biases()[i];
      values[(d + 1) * n + i] = outputScale * initial.outputWeights()[i];
    }
    return values;
  }

  /** The network of the values in the order of {@link #values}. */
  public ShallowNetwork network(double[] values) {
    int n = width();
    int d = inputs();
    RowMatrix weights = RowMatrix.zeros(n, d);
    double[] biases = new double[n];
    double[] outputWeights = new double[n];
    double outputScale = outputScale();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        weights.set(i, j, values[j * n + i] / initial.sigmaW());
      }
      // Without biases (σ_b = 0) the parameter b has no influence and no gradient.
      biases[i] = initial.sigmaB() > 0 ? values[d * n + i] / initial.sigmaB() : initial.biases()[i];
      outputWeights[i] = values[(d + 1) * n + i] / outputScale;
    }
    return new ShallowNetwork(initial.sigmaW(), initial.sigmaB(), weights, biases, outputWeights);
  }
}
