package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.LayeredDescentContract;

class CudaLayeredDescentTest extends LayeredDescentContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  /** The emulated device takes a second for a step of 10⁷ pairs. */
  @Override
  protected int manyNeurons() {
    return 5000;
  }
}
