package org.ntkasymptotics.backend;

import org.ntkasymptotics.network.Activation;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkShape;

/**
 * A network of one hidden layer in the form in which it is trained: f(x) = Σ v_i φ(u_i·x̂) with x̂
 * = (x, 1), lifted weights u_i = (σ_w w_i, σ_b b_i) and output weights v_i = s c_i, s the output
 * scale of the parametrisation.
 *
 * <p>The parameters themselves, w, b and c, are what is stored and stepped, so that no scaling back
 * and forth rounds them: w ← w − η ρ σ_w ∂L/∂u and likewise b and c, with the rate factor ρ of the
 * parametrisation. To u and v that is u ← u − η r ∂L/∂u with the constants {@link #weightRate},
 * {@link #biasRate} and {@link #outputRate}.
 *
 * <p>As φ(z) = z φ′(z)/q, the sums G_i = Σ_m e_m φ′(z_i) x̂_m are all that gradients take:
 * ∂(e·f)/∂u_i = v_i G_i and ∂(e·f)/∂v_i = u_i·G_i/q.
 */
public final class LiftedNetwork {
  private final NetworkShape shape;
  private final double sigmaW;
  private final double sigmaB;
  private final int inputs;
  private final int width;

  /** The form of networks of this one's shape, of one hidden layer. */
  public LiftedNetwork(FiniteNetwork network) {
    this.shape = network.shape();
    if (shape.hidden() != 1) {
      throw new IllegalArgumentException(
          "the form is that of one hidden layer, the network has " + shape.hidden());
    }
    this.sigmaW = shape.sigmaW();
    this.sigmaB = shape.sigmaB();
    this.inputs = shape.inputs();
    this.width = shape.lastWidth();
  }

  /** d. */
  public int inputs() {
    return inputs;
  }

  /** N. */
  public int width() {
    return width;
  }

  /** φ. */
  public Activation activation() {
    return shape.activation();
  }

  /** u_j = scale · w_j for component j: σ_w for j &lt; d, σ_b for the bias, j = d. */
  public double liftedScale(int j) {
    return j < inputs ? sigmaW : sigmaB;
  }

  /** s: v = s c. */
  public double outputScale() {
    return shape.parametrisation().outputScale(sigmaW, width);
  }

  /** ρ: 1, in mean field N. */
  public double rateFactor() {
    return shape.parametrisation().rateFactor(width);
  }

  /** r of the components j &lt; d of u: ρ σ_w². */
  public double weightRate() {
    return rateFactor() * sigmaW * sigmaW;
  }

  /** r of component d of u: ρ σ_b². */
  public double biasRate() {
    return rateFactor() * sigmaB * sigmaB;
  }

  /** r of v: ρ s² = σ_w²/N in either parametrisation. */
  public double outputRate() {
    return sigmaW * sigmaW / width;
  }

  /** The d components of w one after the other, b, then c: (d + 2) N values. */
  public double[] values(FiniteNetwork network) {
    double[] parameters = network.parameters();
    double[] values = parameters.clone();
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < inputs; j++) {
        values[j * width + i] = parameters[i * inputs + j];
      }
    }
    return values;
  }

  /** The network of the values in the order of {@link #values}. */
  public FiniteNetwork network(double[] values) {
    double[] parameters = values.clone();
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < inputs; j++) {
        parameters[i * inputs + j] = values[j * width + i];
      }
    }
    return shape.network(parameters);
  }

  /**
   * Replaces G_i by a_i/M with a_i = v_i² D G_i + r_v (u_i·G_i) u_i/q², D = diag(r_w, …, r_w, r_b):
   * J Jᵀ e(x) = Σ_i φ′(u_i·x̂) a_i·x̂. Source: theory, section 7.
   *
   * @param u component after component, at least d + 1 arrays of the length of v
   * @param v output weights
   * @param g d + 1 arrays of the length of v
   * @param samples M
   */
  public void tangent(double[][] u, double[] v, double[][] g, int samples) {
    double q = activation().exponent();
    double outputRate = outputRate() / (q * q);
    for (int i = 0; i < v.length; i++) {
      double along = 0;
      for (int j = 0; j <= inputs; j++) {
        along += u[j][i] * g[j][i];
      }
      for (int j = 0; j <= inputs; j++) {
        double rate = j < inputs ? weightRate() : biasRate();
        g[j][i] = (v[i] * v[i] * rate * g[j][i] + outputRate * along * u[j][i]) / samples;
      }
    }
  }
}
