package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.SymmetricMatrix;

/**
 * A symmetric n × n matrix in device memory: column-major with leading dimension n, of which only
 * the upper triangle is filled, as cuSOLVER takes it with CUBLAS_FILL_MODE_UPPER.
 */
final class CudaMatrix implements BackendMatrix {
  private static final String STAGE = "kernel matrix";

  private final CudaContext context;
  private final int size;
  private final DeviceArray memory;
  private boolean handedOn;

  /** An uninitialised matrix of order n. */
  CudaMatrix(CudaContext context, Precision precision, int size) {
    this.context = context;
    this.size = size;
    this.memory = new DeviceArray(context, STAGE, precision, (long) size * size);
  }

  @Override
  public int size() {
    return size;
  }

  /** Where it lies. */
  CudaContext context() {
    return context;
  }

  /** The storage: entry (i, j), i ≤ j, at {@code (long) j * n + i}. */
  DeviceArray memory() {
    if (handedOn) {
      throw new IllegalStateException("this matrix was consumed: its memory holds eigenvectors");
    }
    memory.check();
    return memory;
  }

  /** One column a copy: a row of the lower triangle on the host is one array. */
  @Override
  public SymmetricMatrix toHost() {
    memory();
    SymmetricMatrix host = new SymmetricMatrix(size);
    for (int j = 0; j < size; j++) {
      memory.download(STAGE, (long) j * size, host.lowerRow(j), 0, j + 1);
    }
    return host;
  }

  /** Gives the memory away, which then holds something else; this matrix is closed afterwards. */
  DeviceArray handOn() {
    DeviceArray given = memory();
    handedOn = true;
    return given;
  }

  @Override
  public void close() {
    if (!handedOn) {
      memory.close();
    }
  }
}
