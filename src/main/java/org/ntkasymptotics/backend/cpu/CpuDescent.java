package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.network.TrainingRun;

/** Gradient descent on this processor. */
final class CpuDescent {

  CpuDescent(int threads) {}

  TrainingRun run(
      ShallowNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Progress progress) {
    throw new UnsupportedOperationException("descent is not there yet");
  }
}
