package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.LayeredDescentContract;

class CudaLayeredDescentTest extends LayeredDescentContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }
}
