package org.ntkasymptotics.backend.cuda;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.ProductContract;

class CudaProductTest extends ProductContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  /** 4 rows a block, 256 columns at a time. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 3, 4, 5, 255, 256, 257, 300);
  }
}
