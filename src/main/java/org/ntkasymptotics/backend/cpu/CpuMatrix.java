package org.ntkasymptotics.backend.cpu;

import org.bytedeco.javacpp.DoublePointer;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.linalg.SymmetricMatrix;

/**
 * A symmetric n × n matrix in native memory: column-major with leading dimension n, of which only
 * the lower triangle is filled, as LAPACK takes it with uplo = 'L'.
 */
final class CpuMatrix implements BackendMatrix {
  private final int size;
  private NativeMemory memory;

  /** An uninitialised matrix of order n. */
  CpuMatrix(int size) {
    this.size = size;
    this.memory = new NativeMemory((long) size * size);
  }

  @Override
  public int size() {
    return size;
  }

  /** The storage: entry (i, j), i ≥ j, at {@code (long) j * n + i}. */
  NativeMemory memory() {
    memory.check();
    return memory;
  }

  @Override
  public SymmetricMatrix toHost() {
    memory.check();
    SymmetricMatrix host = new SymmetricMatrix(size);
    double[] column = new double[size];
    for (int j = 0; j < size; j++) {
      DoublePointer p = memory.at((long) j * size + j);
      p.get(column, 0, size - j);
      for (int i = j; i < size; i++) {
        host.set(i, j, column[i - j]);
      }
    }
    return host;
  }

  /** Gives the memory away; this matrix is closed afterwards. */
  NativeMemory handOn() {
    NativeMemory given = memory();
    memory = new NativeMemory(0);
    memory.close();
    return given;
  }

  @Override
  public void close() {
    memory.close();
  }
}
