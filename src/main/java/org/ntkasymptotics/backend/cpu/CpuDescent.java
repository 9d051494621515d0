package org.ntkasymptotics.backend.cpu;

import java.util.Locale;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;

/**
 * Full-batch gradient descent on this processor: a forward and a backward pass a step, each shared
 * among the threads, no M × N array.
 *
 * <p>The same bits for any number of threads: every output belongs to one point, every gradient to
 * one neuron, and sums over points or neurons are formed in a fixed order.
 */
final class CpuDescent {
  private final ParallelRanges parallel;
  private final boolean vectors;

  /**
   * Trains with that many threads.
   *
   * @param vectors whether this JVM has jdk.incubator.vector
   */
  CpuDescent(ParallelRanges parallel, boolean vectors) {
    this.parallel = parallel;
    this.vectors = vectors;
  }

  /**
   * Trains.
   *
   * @param points (M, d)
   * @param residual δf, length M
   */
  TrainingRun run(
      ShallowNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Checkpoints checkpoints,
      Progress progress) {
    check(initial, points, residual);
    DescentParameters parameters = new DescentParameters(initial);
    DescentArithmetic arithmetic = arithmetic(points, parameters.padded(), plan.precision());
    return new DescentSession(
            initial, points, residual, plan, parameters, arithmetic, parallel, checkpoints)
        .run(progress);
  }

  private DescentArithmetic arithmetic(
      RowMatrix points, int neurons, DescentPlan.Precision precision) {
    if (precision == DescentPlan.Precision.DOUBLE) {
      return new DoubleDescent(points, neurons);
    }
    return single(points, neurons, vectors);
  }

  /** The passes in single precision that suit the JVM and the number of inputs. */
  static DescentArithmetic single(RowMatrix points, int neurons, boolean vectors) {
    if (!vectors) {
      return new FloatDescent(points, neurons);
    }
    return points.columns() <= VectorFloatDescent.MAX_INPUTS
        ? new VectorFloatDescent(points, neurons)
        : new VectorWideDescent(points, neurons);
  }

  private static void check(ShallowNetwork initial, RowMatrix points, double[] residual) {
    if (points.rows() < 1
        || residual.length != points.rows()
        || initial.inputs() != points.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "training needs at least one point, one residual a point and one input a coordinate:"
                  + " %d points of %d coordinates, %d residuals, %d inputs",
              points.rows(),
              points.columns(),
              residual.length,
              initial.inputs()));
    }
    for (int m = 0; m < residual.length; m++) {
      boolean finite = Double.isFinite(residual[m]);
      for (int j = 0; j < points.columns(); j++) {
        finite &= Double.isFinite(points.get(m, j));
      }
      if (!finite) {
        throw new IllegalArgumentException(
            "training needs finite points and residuals: point " + m + " or its residual is not");
      }
    }
  }
}
