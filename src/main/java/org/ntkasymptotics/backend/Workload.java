package org.ntkasymptotics.backend;

import java.util.Optional;
import org.ntkasymptotics.kernel.NtkKernel;

/**
 * What a back end is wanted for; a machine that cannot do it is not opened.
 *
 * @param kernel the kernel of its matrices; empty if none is known yet
 * @param precision of its matrices
 */
public record Workload(Optional<NtkKernel> kernel, Precision precision) {

  /** Matrices of any kernel in double precision. */
  public static final Workload MATRICES = new Workload(Optional.empty(), Precision.DOUBLE);

  /** The same in another precision. */
  public Workload in(Precision other) {
    return new Workload(kernel, other);
  }
}
