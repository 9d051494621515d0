package org.ntkasymptotics.backend;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricOperator;

/**
 * (1/M) Θ on given points, known by its products alone: points are prepared once, no entry is
 * stored. Belongs to the back end that made it, whose {@link Progress} hears how far a product is.
 */
public interface KernelProduct extends SymmetricOperator, AutoCloseable {

  /**
   * Some rows of the products with k vectors, so that several machines can share them; a row's bits
   * do not depend on which others are asked for.
   *
   * @param from first row
   * @param to the row after the last, at most M
   * @param vectors (k, M), one vector a row
   * @return (k, to − from); equal to those columns of {@link #apply(RowMatrix)} but for rounding
   */
  RowMatrix apply(int from, int to, RowMatrix vectors);

  /** Frees what the points took; use after close throws {@link IllegalStateException}. */
  @Override
  void close();
}
