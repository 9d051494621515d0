package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.DescentRunsContract;

class CpuDescentRunsTest extends DescentRunsContract {

  @Override
  protected Backend open(int threads) {
    return Backends.open(BackendChoice.CPU, threads);
  }
}
