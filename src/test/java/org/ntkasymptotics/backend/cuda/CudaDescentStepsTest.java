package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.backend.DescentStepsContract;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;

class CudaDescentStepsTest extends DescentStepsContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  @Override
  protected Descent descent(
      Backend machine, FiniteNetwork network, RowMatrix points, Precision precision) {
    return ((CudaBackend) machine).descent(network, points, precision);
  }
}
