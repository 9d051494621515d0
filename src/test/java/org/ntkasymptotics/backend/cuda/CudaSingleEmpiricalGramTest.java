package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.Precision;

/** The same in single precision. */
class CudaSingleEmpiricalGramTest extends CudaEmpiricalGramTest {

  @Override
  protected Backend open(int threads) {
    return TestDevice.open(threads, precision());
  }

  @Override
  protected Precision precision() {
    return Precision.SINGLE;
  }
}
