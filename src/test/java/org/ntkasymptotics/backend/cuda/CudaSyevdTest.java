package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Eigensystem;

/** The routine of builds without a C++ compiler. */
class CudaSyevdTest extends CudaEighTest {

  @Override
  protected Eigensystem eigh(Backend backend, BackendMatrix gram) {
    CudaBackend device = (CudaBackend) backend;
    return device.eigh(gram, device.syevd());
  }
}
