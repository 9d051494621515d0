package org.ntkasymptotics.backend.cuda;

import jcuda.jcusolver.cusolverDnHandle;

/** A handle of cuSOLVER whose value can be passed on to native code of our own. */
final class SolverHandle extends cusolverDnHandle {

  /** What cusolverDnCreate gave. */
  long value() {
    return getNativePointer();
  }
}
