package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;

/** (1/M) Θ V without storing Θ: launches {@code product.cu}. */
final class CudaProduct {
  /** Rows of a block, as in product.cu. */
  static final int PRODUCT_ROWS = 4;

  /** Vectors of a block, as in product.cu. */
  static final int PRODUCT_VECTORS = 4;

  /** Threads of a block, as in product.cu. */
  static final int PRODUCT_THREADS = 256;

  private static final String STAGE = "kernel product";

  private final CudaContext context;
  private final KernelModule module;
  private final KernelFunction function;

  CudaProduct(CudaContext context, KernelModule module, KernelFunction function) {
    this.context = context;
    this.module = module;
    this.function = function;
  }

  /**
   * The product; every sum is taken in a fixed order.
   *
   * @param vectors (k, M), k ≥ 1
   * @return (k, M)
   */
  RowMatrix compute(CudaPoints points, Precision precision, RowMatrix vectors, Meter meter) {
    int k = vectors.rows();
    int m = points.count();
    try (DeviceArray in = DeviceArray.of(context, STAGE, precision, vectors.array());
        DeviceArray out = new DeviceArray(context, STAGE, precision, (long) k * m)) {
      module.launch(
          STAGE,
          function,
          new KernelModule.Grid(
              (m + PRODUCT_ROWS - 1) / PRODUCT_ROWS,
              (k + PRODUCT_VECTORS - 1) / PRODUCT_VECTORS,
              PRODUCT_THREADS),
          points.coordinates(),
          points.norms(),
          points.size(),
          points.dimension(),
          KernelModule.of(in),
          KernelModule.of(k),
          KernelModule.of(out),
          points.parameters());
      meter.done();
      return new RowMatrix(k, m, out.toHost(STAGE));
    }
  }
}
