package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.network.FiniteNetwork;

/**
 * A network in training in device memory and the passes of its kind over the points. Passes go into
 * a stream and wait for nobody.
 */
interface CudaTraining extends AutoCloseable {

  /** Sets y, length M. */
  void setTarget(double[] target);

  /** Sets e at the present parameters, length M. */
  void setErrors(double[] errors);

  /** Takes over the parameters of a network of the same shape. */
  void set(FiniteNetwork network);

  /** The network of the present parameters. */
  FiniteNetwork network();

  /** e in double precision, length at least M. */
  DeviceArray errors();

  /** Puts a pass into the stream that computes outputs and errors f − y. */
  void forward();

  /**
   * Many steps of gradient descent, each watched.
   *
   * @param rate η/M
   */
  DescentSteps steps(double rate);

  /** J Jᵀ e/M; e and the product of length M. */
  double[] tangentProduct(double[] e);

  @Override
  void close();
}
