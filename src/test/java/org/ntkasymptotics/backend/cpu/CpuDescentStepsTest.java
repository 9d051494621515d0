package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.backend.DescentStepsContract;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;

class CpuDescentStepsTest extends DescentStepsContract {

  @Override
  protected Backend open(int threads) {
    return Backends.open(BackendChoice.CPU, threads);
  }

  @Override
  protected Descent descent(
      Backend machine, FiniteNetwork network, RowMatrix points, Precision precision) {
    return ((CpuBackend) machine).descent(network, points, precision);
  }
}
