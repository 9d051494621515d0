package org.ntkasymptotics.backend.cpu;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.EmpiricalGramContract;

class CpuEmpiricalGramTest extends EmpiricalGramContract {

  @Override
  protected Backend open(int threads) {
    return Backends.open(BackendChoice.CPU, threads);
  }

  /** Tiles are 128 x 128. */
  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 127, 128, 129, 389);
  }

  /** Parts of NEURONS = 1024. */
  @Override
  protected List<Integer> widths() {
    return List.of(1, 1023, 1024, 1025, 2100);
  }
}
