package org.ntkasymptotics.backend.cuda;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.EmpiricalGramContract;

class CudaEmpiricalGramTest extends EmpiricalGramContract {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads);
  }

  /** Blocks of 256 threads, tiles of TILE = 2048. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 256, 257, 2049);
  }

  /** Parts of NEURONS = 4096. */
  @Override
  protected List<Integer> widths() {
    return List.of(1, 4095, 4096, 4097, 8200);
  }
}
