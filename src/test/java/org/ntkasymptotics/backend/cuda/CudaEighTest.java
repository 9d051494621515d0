package org.ntkasymptotics.backend.cuda;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.EighContract;

class CudaEighTest extends EighContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  /** Around blocks of 32. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 3, 33, 100);
  }
}
