package org.ntkasymptotics.backend.cuda;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.ModesContract;

class CudaModesTest extends ModesContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  /** Around blocks of 64; n = 1 has a way of its own. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 3, 63, 64, 65, 130);
  }
}
