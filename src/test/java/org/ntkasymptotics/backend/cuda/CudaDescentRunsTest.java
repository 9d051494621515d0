package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.DescentRunsContract;

class CudaDescentRunsTest extends DescentRunsContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }
}
