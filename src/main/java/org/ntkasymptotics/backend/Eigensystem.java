package org.ntkasymptotics.backend;

import org.ntkasymptotics.linalg.RowMatrix;

/** Eigenvalues and orthonormal eigenvectors of a {@link BackendMatrix}. */
public interface Eigensystem extends AutoCloseable {

  /** Eigenvalues, length M, largest first. */
  double[] values();

  /** c = Vᵀ δf / √M, length M, in the order of {@link #values()}. */
  double[] project(double[] residual);

  /** Eigenvectors (M, M), row n the eigenvector of value n; copied to host memory. */
  RowMatrix vectors();

  /** Frees the memory; use after close throws {@link IllegalStateException}. */
  @Override
  void close();
}
