package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/** Random points, residuals and networks to train on, and the training itself. */
final class DescentTrials {
  static final double W = 1.3;
  static final double B = 0.7;

  private final RandomStream stream;

  DescentTrials(String name) {
    stream = new Seeds(7).stream(name);
  }

  /** (m, d), normal. */
  RowMatrix points(int m, int d) {
    return new RowMatrix(m, d, residual(m * d, 1));
  }

  /** Length m, normal with that standard deviation. */
  double[] residual(int m, double size) {
    double[] e = new double[m];
    for (int i = 0; i < m; i++) {
      e[i] = size * stream.nextGaussian();
    }
    return e;
  }

  ShallowNetwork network(int d, int n) {
    return ShallowNetwork.draw(d, n, W, B, stream);
  }

  static DescentPlan steps(long steps, Precision precision) {
    return new DescentPlan(0, 0.4, steps, 0, 10, precision);
  }

  static TrainingRun train(ShallowNetwork network, RowMatrix x, double[] e, DescentPlan plan) {
    return new CpuDescent(new ParallelRanges(1), true)
        .run(network, x, e, plan, Checkpoints.NONE, Progress.NONE);
  }
}
