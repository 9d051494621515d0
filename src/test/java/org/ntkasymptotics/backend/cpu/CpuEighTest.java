package org.ntkasymptotics.backend.cpu;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.EighContract;

class CpuEighTest extends EighContract {

  @Override
  protected Backend open(int threads) {
    return Backends.open(BackendChoice.CPU, threads);
  }

  /** LAPACK's own block sizes are 32 to 64. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 3, 50, 130);
  }
}
