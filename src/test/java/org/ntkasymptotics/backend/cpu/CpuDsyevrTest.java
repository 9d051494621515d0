package org.ntkasymptotics.backend.cpu;

import java.util.List;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.EighContract;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.reference.Tolerances;

/** The driver for n ≥ 32,767, at sizes that can be tested. */
class CpuDsyevrTest extends EighContract {

  @Override
  protected Backend open(int threads) {
    return Backends.open(BackendChoice.CPU, threads);
  }

  @Override
  protected Eigensystem eigh(Backend backend, BackendMatrix gram) {
    return new CpuEigh(EighDriver.DSYEVR, new Workers(1), Progress.NONE).compute((CpuMatrix) gram);
  }

  @Override
  protected double vectorAllowance() {
    return Tolerances.EIGENVECTOR_MRRR;
  }

  @Override
  protected List<Integer> sizes() {
    return List.of(1, 2, 3, 50);
  }
}
