package org.ntkasymptotics.backend;

import org.ntkasymptotics.linalg.SymmetricMatrix;

/** A symmetric matrix that lives in the memory of the back end that made it. */
public interface BackendMatrix extends AutoCloseable {

  /** Order M. */
  int size();

  /** A copy in host memory. */
  SymmetricMatrix toHost();

  /** Frees the memory; use after close throws {@link IllegalStateException}. */
  @Override
  void close();
}
