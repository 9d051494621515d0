package org.ntkasymptotics.network;

import org.ntkasymptotics.linalg.RowMatrix;

/** A network of finite width at given weights: a function of d inputs with one output. */
public sealed interface FiniteNetwork permits ShallowNetwork, LayeredNetwork {

  /** Everything but the parameters. */
  NetworkShape shape();

  /**
   * All parameters: layer after layer the weights, a row a neuron, and the biases; then the output
   * weights. Length {@link NetworkShape#parameters}.
   */
  double[] parameters();

  /**
   * The network of the same shape with other parameters, in the order of {@link #parameters()}.
   *
   * @throws IllegalArgumentException if their number does not fit
   */
  FiniteNetwork withParameters(double[] parameters);

  /**
   * f(x) at the points, term by term in double precision: the plain reference of the fast
   * evaluations.
   *
   * @param points (M, d)
   * @return length M
   */
  double[] outputs(RowMatrix points);

  /**
   * A network of the NTK parametrisation with the same parameters. Its own kernel is that of the
   * training of this one: in mean field the gradients are smaller by √N, the rate is N times as
   * large.
   */
  LayeredNetwork layered();

  /** d. */
  default int inputs() {
    return shape().inputs();
  }

  /** Fails unless points with this many coordinates fit the network. */
  default void requireInputs(int coordinates) {
    if (coordinates != inputs()) {
      throw new IllegalArgumentException(
          "a network with "
              + inputs()
              + " inputs cannot take points with "
              + coordinates
              + " coordinates");
    }
  }
}
