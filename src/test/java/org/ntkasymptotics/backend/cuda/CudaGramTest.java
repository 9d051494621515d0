package org.ntkasymptotics.backend.cuda;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.GramContract;

class CudaGramTest extends GramContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  /** Tiles are 64 x 64; an even M takes the paired stores. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 63, 64, 65, 197, 200);
  }
}
