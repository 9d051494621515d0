package org.ntkasymptotics.backend;

import java.util.function.DoubleSupplier;
import org.ntkasymptotics.network.FiniteNetwork;

/**
 * Full-batch gradient descent of one network on one machine: its parameters and errors at some
 * step. {@link DescentSession} makes a training run of it.
 */
public interface Descent extends AutoCloseable {

  /** f at the points, length M, as this machine computes it. */
  double[] outputs();

  /**
   * J Jᵀ e/M, the network's own kernel (over M) times a vector, at the present parameters.
   *
   * @param e length M
   * @return length M
   */
  double[] tangentProduct(double[] e);

  /**
   * Sets what is to be learnt and the errors at the present parameters.
   *
   * @param target y, length M
   * @param errors length M; what f − y would be without rounding
   * @param stepSize η
   */
  void start(double[] target, double[] errors, double stepSize);

  /**
   * Goes on from a network that {@link #network} gave; errors become f − y.
   *
   * @param present of the same shape as the initial one
   * @param target y, length M
   * @param stepSize η
   */
  void resume(FiniteNetwork present, double[] target, double stepSize);

  /**
   * Does steps; may return before they are done.
   *
   * @param steps at least 0
   * @return gives L after the last of them, and waits for it
   */
  DoubleSupplier advance(long steps);

  /** The network after all steps asked for, in double precision. */
  FiniteNetwork network();

  @Override
  void close();
}
