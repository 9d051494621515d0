package org.ntkasymptotics.backend;

import java.util.List;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.TrainingRun;

/**
 * A machine that can do the heavy work: the waist of the engine.
 *
 * <p>Matrices and eigensystems belong to the back end that made them and stay where they were made;
 * they cross the bus only by an explicit {@code toHost()}. All calls are synchronous.
 */
public interface Backend extends AutoCloseable {

  /** What this machine is, why it was chosen, and how it will work. */
  BackendInfo info();

  /**
   * What {@code operation} ("gram", "modes" or "eigh", each with its matrix) on M points needs and
   * what is free.
   *
   * @throws IllegalArgumentException for another operation
   */
  MemoryPlan memoryPlan(String operation, long points);

  /** The same with what a given kernel's matrix takes while it is made. */
  default MemoryPlan memoryPlan(String operation, NtkKernel kernel, long points) {
    return memoryPlan(operation, points);
  }

  /**
   * The matrix Θ(xᵢ, xⱼ)/M.
   *
   * @param points (M, d)
   */
  BackendMatrix gram(NtkKernel kernel, RowMatrix points);

  /** All eigenvalues and eigenvectors; consumes {@code gram} (closes it). */
  Eigensystem eigh(BackendMatrix gram);

  /**
   * All eigenvalues, and the coefficients of residuals, without forming eigenvectors; consumes
   * {@code gram} (closes it).
   *
   * @param residuals (k, M), one residual δf a row; k may be 0
   */
  Modes modes(BackendMatrix gram, RowMatrix residuals);

  /**
   * (1/M) Θ for products with vectors, without storing it.
   *
   * @param points (M, d)
   */
  KernelProduct product(NtkKernel kernel, RowMatrix points);

  /**
   * Full-batch gradient descent of a finite network whose initial error on the points is exactly
   * {@code residual}: the target is f(x; W₀) − δf.
   *
   * @param points (M, d)
   * @param residual δf, length M
   * @param checkpoints where to start from and where to keep the state on the way
   */
  TrainingRun descent(
      FiniteNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Checkpoints checkpoints,
      Progress progress);

  /**
   * The machines that this one consists of. Each can do any work on its own, and what one made is
   * its own; they are closed with this one.
   */
  default List<Backend> parts() {
    return List.of(this);
  }

  @Override
  void close();
}
