package org.ntkasymptotics.backend;

import java.util.List;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.reference.Tolerances;

/** What contracts of matrices share: sizes, and the precision of their numbers. */
public abstract class MatrixContract extends BackendContract {

  /** Sizes that take every path through the tiles. */
  protected abstract List<Integer> sizes();

  /** The numbers of the matrices under test. */
  protected Precision precision() {
    return Precision.DOUBLE;
  }

  /** A tolerance of double precision in these numbers. */
  final double in(double tolerance) {
    return Tolerances.in(precision(), tolerance);
  }

  /** What these numbers can hold of points or vectors. */
  final RowMatrix given(RowMatrix x) {
    return Samples.in(precision(), x);
  }
}
