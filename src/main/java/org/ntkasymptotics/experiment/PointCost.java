package org.ntkasymptotics.experiment;

import java.util.function.DoubleUnaryOperator;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.ExperimentKind;
import org.ntkasymptotics.config.MatrixFreeConfig;
import org.ntkasymptotics.config.TrainingConfig;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.network.DescentPlan;

/**
 * What an experiment costs, estimated before it runs: good enough to compare experiments with each
 * other, so that the time of those that are done tells the time of those that are not.
 *
 * @param samples M; 0 where there are no points
 * @param bytes of memory for the largest matrix; 0 where there is none
 * @param operations floating-point, by order of magnitude
 */
public record PointCost(int samples, long bytes, double operations) {
  /** Of the reduction of an M × M matrix to tridiagonal form, over M³. */
  private static final double SOLVE = 4.0 / 3;

  /** Of one kernel entry. */
  private static final double ENTRY = 50;

  /** Of one neuron at one point in one step, over d + 1: forward, backward, both times a sum. */
  private static final double NEURON = 6;

  /** Of the theory's averages and of drawing the report. */
  private static final double REST = 2e10;

  static PointCost of(ExperimentConfig config, InputCheck.Checked checked) {
    double operations = REST;
    double m = checked.samples();
    int sets = config.spectrum().dataSets();
    if (config.kind() == ExperimentKind.SPECTRUM) {
      MatrixFreeConfig free = config.spectrum().matrixFree();
      DoubleUnaryOperator cost =
          free.enabled()
              ? points -> products(free, config.targets().size(), points)
              : PointCost::solve;
      operations +=
          sets > 1 || (free.enabled() && !free.halves())
              ? sets * cost.applyAsDouble(m)
              : cost.applyAsDouble(m) + 8 * cost.applyAsDouble(m / 2);
    }
    if (config.kind().uses("data")) {
      int d = config.data().distribution().dimension();
      if (config.training().enabled()) {
        operations += config.targets().size() * training(config.training()) * m * (d + 1);
      }
      operations +=
          config.targets().stream()
              .filter(NetworkGpTarget.class::isInstance)
              .mapToDouble(target -> 2.0 * ((NetworkGpTarget) target).width() * m * (d + 1) * sets)
              .sum();
    }
    return new PointCost(checked.samples(), checked.bytes(), operations);
  }

  private static double solve(double m) {
    return SOLVE * m * m * m + ENTRY * m * m / 2;
  }

  /** Entries of half the matrix, used for two sums of every vector. */
  private static double products(MatrixFreeConfig free, int targets, double m) {
    return free.steps() * (ENTRY + 4 * (targets + free.probes())) * m * m / 2;
  }

  private static double training(TrainingConfig training) {
    DescentPlan plan = training.plan();
    // A step of the fraction of its largest, 2/λ₀, where λ₀ is about 1 for points of size 1.
    double stepSize = plan.stepSize() > 0 ? plan.stepSize() : 2 * plan.stepFraction();
    double steps = plan.steps() > 0 ? plan.steps() : plan.finalTime() / stepSize;
    return NEURON * steps * training.width();
  }
}
