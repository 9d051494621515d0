package org.ntkasymptotics.linalg;

/** A symmetric matrix of order M that is known by its products alone. */
public interface SymmetricOperator {

  /** M. */
  int order();

  /**
   * The products with k vectors; the same bits for the same vectors whenever it is called.
   *
   * @param vectors (k, M), one vector a row
   * @return (k, M)
   */
  RowMatrix apply(RowMatrix vectors);
}
