package org.ntkasymptotics.backend.cpu;

/**
 * The two passes of a gradient step, in one precision and instruction set.
 *
 * <p>Neuron i has the lifted weight u_i = (σ_w w_i, σ_b b_i) and the output weight v_i = σ_w
 * c_i/√N, so that f(x) = Σ v_i φ(u_i·x̂) with x̂ = (x, 1). What a pass computes for one point or
 * one neuron does not depend on how points and neurons are shared among threads.
 */
interface DescentArithmetic {

  /** Points and neurons are padded with zeros to a multiple of this. */
  int PADDING = 64;

  /** Takes over the parameters: rounds them to its own precision. */
  void load(DescentParameters parameters, int from, int to);

  /** Outputs f at the points from … to − 1; both ends multiples of {@link #PADDING}. */
  void outputs(double[] f, int from, int to);

  /** Sets the errors e at the points from … to − 1 that {@link #gradients} weighs with. */
  void errors(double[] e, int from, int to);

  /**
   * G_i = Σ_m e_m φ′(u_i·x̂_m) x̂_m for the neurons from … to − 1; both ends multiples of {@link
   * #PADDING} or of {@link #neuronsOfATask}.
   *
   * @param g (d + 1, padded N), component after component
   */
  void gradients(double[][] g, int from, int to);

  /** Points that {@link #outputs} best takes together, a multiple of {@link #PADDING}. */
  default int pointsOfATask() {
    return 2 * PADDING;
  }

  /** Neurons that {@link #gradients} best takes together. */
  default int neuronsOfATask() {
    return PADDING;
  }
}
