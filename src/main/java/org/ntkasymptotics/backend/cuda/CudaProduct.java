package org.ntkasymptotics.backend.cuda;

import jcuda.Pointer;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * (1/M) Θ V without storing Θ: launches {@code product.cu}, some rows at a time. Every sum is taken
 * in a fixed order.
 */
final class CudaProduct implements KernelProduct {
  /** Rows of a block, as in product.cu. */
  static final int PRODUCT_ROWS = 4;

  /** Vectors of a block, as in product.cu. */
  static final int PRODUCT_VECTORS = 8;

  /** Threads of a block, as in product.cu. */
  static final int PRODUCT_THREADS = 256;

  /** Entries of one launch: a fraction of a second on a device that computes 10¹⁰ a second. */
  private static final long LAUNCH = 1L << 32;

  private static final String STAGE = "kernel product";

  private final CudaContext context;
  private final KernelModule module;
  private final KernelFunction function;
  private final CudaPoints points;
  private final Progress progress;

  /** Takes the points over. */
  CudaProduct(
      CudaContext context,
      KernelModule module,
      KernelFunction function,
      CudaPoints points,
      Progress progress) {
    this.context = context;
    this.module = module;
    this.function = function;
    this.points = points;
    this.progress = progress;
  }

  @Override
  public int order() {
    return points.count();
  }

  @Override
  public RowMatrix apply(RowMatrix vectors) {
    return apply(0, order(), vectors);
  }

  @Override
  public RowMatrix apply(int from, int to, RowMatrix vectors) {
    Shapes.requireLength(order(), vectors, "vector");
    Shapes.requireRows(order(), from, to);
    int k = vectors.rows();
    int rows = to - from;
    if (k == 0 || rows == 0) {
      return RowMatrix.zeros(k, rows);
    }
    Meter meter = new Meter(progress, STAGE);
    try (DeviceArray in = DeviceArray.of(context, STAGE, points.precision(), vectors.array());
        DeviceArray out = new DeviceArray(context, STAGE, points.precision(), (long) k * rows)) {
      int step = (int) Math.max(PRODUCT_ROWS, Math.min(rows, LAUNCH / order()));
      for (int first = from; first < to; first += step) {
        int end = Math.min(to, first + step);
        launch(in, k, first, end, out, first - from, rows);
        meter.at((double) (end - from) / rows);
      }
      meter.done();
      return new RowMatrix(k, rows, out.toHost(STAGE));
    }
  }

  private void launch(
      DeviceArray in, int k, int first, int end, DeviceArray out, int place, int stride) {
    module.launch(
        STAGE,
        function,
        new KernelModule.Grid(
            (end - first + PRODUCT_ROWS - 1) / PRODUCT_ROWS,
            (k + PRODUCT_VECTORS - 1) / PRODUCT_VECTORS,
            PRODUCT_THREADS),
        points.coordinates(),
        points.norms(),
        points.size(),
        points.dimension(),
        KernelModule.of(in),
        KernelModule.of(k),
        KernelModule.of((long) first),
        KernelModule.of((long) end),
        Pointer.to(out.at(place)),
        KernelModule.of((long) stride),
        points.parameters());
  }

  @Override
  public void close() {
    points.close();
  }
}
