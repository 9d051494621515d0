package org.ntkasymptotics.backend.cpu;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.ModesContract;

class CpuModesTest extends ModesContract {

  @Override
  protected Backend open(int threads) {
    return Backends.open(BackendChoice.CPU, threads);
  }

  /** below the two-stage route; LAPACK's blocks are 32 to 64. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 3, 63, 64, 65, 197);
  }
}
