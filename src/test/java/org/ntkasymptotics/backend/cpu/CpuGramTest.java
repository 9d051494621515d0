package org.ntkasymptotics.backend.cpu;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.GramContract;

class CpuGramTest extends GramContract {

  @Override
  protected Backend open(int threads) {
    return Backends.open(BackendChoice.CPU, threads);
  }

  /** PANEL = 64 columns, tiles of 512 rows. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 63, 64, 65, 197, 511, 512, 513);
  }
}
