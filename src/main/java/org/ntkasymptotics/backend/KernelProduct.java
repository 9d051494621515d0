package org.ntkasymptotics.backend;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.linalg.SymmetricOperator;

/**
 * (1/M) Θ on given points, known by its products alone: points are prepared once, no entry is
 * stored. Belongs to the back end that made it, whose {@link Progress} hears how far a product is.
 */
public interface KernelProduct extends SymmetricOperator, AutoCloseable {

  /**
   * The part of the products that points before {@code split} and those from it on give each other:
   * (1/M) times 0 and A, Aᵀ and 0 instead of Θ. So machines can share a product: its pairs of
   * groups of points, each with the points of both groups alone.
   *
   * @param split from 0 to M
   * @param vectors (k, M), one vector a row
   * @return (k, M)
   */
  RowMatrix across(int split, RowMatrix vectors);

  /** Frees what the points took; use after close throws {@link IllegalStateException}. */
  @Override
  void close();
}
