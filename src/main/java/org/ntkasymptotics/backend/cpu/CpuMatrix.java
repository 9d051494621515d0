package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;

/** A symmetric n × n matrix in native memory, of which the lower triangle is stored. */
final class CpuMatrix implements BackendMatrix {
  private final BlockColumns lower;

  /** An uninitialised matrix of order n. */
  CpuMatrix(int size) {
    lower = new BlockColumns(size);
  }

  @Override
  public int size() {
    return lower.size();
  }

  /** The storage. */
  BlockColumns lower() {
    lower.check();
    return lower;
  }

  @Override
  public SymmetricMatrix toHost() {
    lower.check();
    int n = size();
    SymmetricMatrix host = new SymmetricMatrix(n);
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      lower.at(j, j).get(column, 0, n - j);
      for (int i = j; i < n; i++) {
        host.set(i, j, column[i - j]);
      }
    }
    return host;
  }

  /** The storage as LAPACK takes it, by {@link BlockColumns#toSquare}; closes this matrix. */
  NativeMemory intoSquare() {
    NativeMemory square = lower().toSquare();
    lower.close();
    return square;
  }

  @Override
  public void close() {
    lower.close();
  }
}
