package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.DescentContract;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.ShallowNetwork;

class CudaDescentTest extends DescentContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  /** The emulated device takes a second for a step of 10⁷ pairs. */
  @Override
  protected int manyNeurons() {
    return 4000;
  }

  @Override
  protected boolean trains(FiniteNetwork network) {
    return network instanceof ShallowNetwork && ShallowArrays.takes(network.inputs());
  }
}
