package org.ntkasymptotics.backend;

import java.util.function.Supplier;
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
   * @param lossBound a loss above it, or one that is not a number, ends all steps
   */
  void start(double[] target, double[] errors, double stepSize, double lossBound);

  /**
   * Goes on from a network that {@link #network} gave; errors become f − y.
   *
   * @param present of the same shape as the initial one
   * @param target y, length M
   * @param stepSize η
   * @param lossBound as in {@link #start}
   */
  void resume(FiniteNetwork present, double[] target, double stepSize, double lossBound);

  /**
   * What is seen of a descent.
   *
   * @param steps done since start or resume; fewer than asked for if the loss has run away
   * @param loss L after the last of them
   */
  record Look(long steps, double loss) {}

  /**
   * Does steps, up to the first after which the loss has run away; may return before they are done.
   *
   * @param steps at least 0
   * @return gives what is seen after the last of them, and waits for it
   */
  Supplier<Look> advance(long steps);

  /** The network after all steps asked for, in double precision. */
  FiniteNetwork network();

  @Override
  void close();
}
