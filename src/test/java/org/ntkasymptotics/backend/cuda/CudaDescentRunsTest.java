package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.DescentRunsContract;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.ShallowNetwork;

class CudaDescentRunsTest extends DescentRunsContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  @Override
  protected boolean trains(FiniteNetwork network) {
    return network instanceof ShallowNetwork && ShallowArrays.takes(network.inputs());
  }
}
