package org.ntkasymptotics.backend.cuda;

import java.util.List;
import jcuda.Pointer;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.cuda.ProductStrips.Span;
import org.ntkasymptotics.backend.cuda.ProductStrips.Task;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Vectors on a device beside the points of Θ, and their products with regions of Θ/M: launches
 * {@code product.cu} and does not wait for its end.
 */
final class ProductRegions implements AutoCloseable {
  /** Entries between waits: a fraction of a second on a device that computes 10¹⁰ a second. */
  private static final long UNWATCHED = 1L << 32;

  private static final String STAGE = CudaProduct.STAGE;

  private final CudaContext context;
  private final KernelModule module;
  private final KernelFunction function;
  private final CudaPoints points;
  private final int side;
  private final Holdings held = new Holdings();
  private final DeviceArray vectors;
  private final DeviceArray rowParts;
  private final DeviceArray columnParts;
  private long unwatched;

  /**
   * Uploads vectors.
   *
   * @param most rows and columns of a region
   * @param vectors (k, M)
   */
  ProductRegions(
      CudaContext context,
      KernelModule module,
      KernelFunction function,
      CudaPoints points,
      int most,
      RowMatrix vectors) {
    this.context = context;
    this.module = module;
    this.function = function;
    this.points = points;
    this.side = Math.min(most, points.count());
    int together = Math.min(CudaProduct.PRODUCT_VECTORS, vectors.rows());
    try {
      this.vectors = held.hold(DeviceArray.of(context, STAGE, points.precision(), vectors.array()));
      this.rowParts = held.hold(doubles(together * chunks(side) * side));
      this.columnParts = held.hold(doubles(together * blocks(side) * side));
    } catch (RuntimeException | Error e) {
      held.close();
      throw e;
    }
  }

  private DeviceArray doubles(long count) {
    return new DeviceArray(context, STAGE, Precision.DOUBLE, count);
  }

  private static long blocks(long rows) {
    return (rows + CudaProduct.PRODUCT_ROWS - 1) / CudaProduct.PRODUCT_ROWS;
  }

  private static long chunks(long columns) {
    return (columns + CudaProduct.PRODUCT_COLUMNS - 1) / CudaProduct.PRODUCT_COLUMNS;
  }

  /**
   * Numbers of double precision for a span of points.
   *
   * @param array vector after vector
   * @param at where the first vector has the first of these points
   * @param stride from vector to vector
   */
  record Place(DeviceArray array, long at, long stride) {
    private Place of(Span piece, Span whole) {
      return new Place(array, at + piece.from() - whole.from(), stride);
    }
  }

  /**
   * Adds what a task gives the rows' points to one place, what it gives the columns' to another.
   */
  void add(Task task, Place first, Place second) {
    List<Span> rows = task.first().pieces(side);
    for (int a = 0; a < rows.size(); a++) {
      Span row = rows.get(a);
      Place to = first.of(row, task.first());
      List<Span> columns = task.second().pieces(side);
      for (Span column : task.diagonal() ? columns.subList(a, columns.size()) : columns) {
        launch(row, column, task);
        Sums alongRows = Sums.of(rowParts, chunks(column.length()));
        Sums alongColumns = Sums.of(columnParts, blocks(row.length()));
        if (row.equals(column)) {
          join(alongRows, alongColumns, true, row, task, to);
        } else {
          join(alongRows, Sums.NONE, false, row, task, to);
          Place image = (task.diagonal() ? first : second).of(column, task.second());
          join(Sums.NONE, alongColumns, false, column, task, image);
        }
      }
    }
  }

  /** Adds numbers (vectors, n) of a task's vectors for a span of n points. */
  void add(DeviceArray numbers, long at, Span span, Task task, Place to) {
    Sums sums = new Sums(Pointer.to(numbers.at(at)), 1);
    join(sums, Sums.NONE, false, span, task, to);
  }

  private void launch(Span rows, Span columns, Task task) {
    long entries = (long) rows.length() * columns.length();
    if (unwatched + entries > UNWATCHED) {
      context.synchronise(STAGE);
      unwatched = 0;
    }
    unwatched += entries;
    module.enqueue(
        STAGE,
        null,
        function,
        new KernelModule.Grid(
            blocks(rows.length()) * chunks(columns.length()), 1, CudaProduct.PRODUCT_THREADS),
        points.coordinates(),
        points.norms(),
        points.size(),
        points.dimension(),
        Pointer.to(vectors.at((long) task.vector() * points.count())),
        KernelModule.of(task.vectors()),
        KernelModule.of((long) rows.from()),
        KernelModule.of((long) rows.to()),
        KernelModule.of((long) columns.from()),
        KernelModule.of((long) columns.to()),
        KernelModule.of(rowParts),
        KernelModule.of(columnParts),
        points.parameters());
  }

  /**
   * What so many blocks summed, block after block.
   *
   * @param parts the kernel's argument
   */
  private record Sums(Pointer parts, long count) {
    static final Sums NONE = new Sums(KernelModule.NOTHING, 0);

    static Sums of(DeviceArray parts, long count) {
      return new Sums(KernelModule.of(parts), count);
    }
  }

  private void join(
      Sums alongRows, Sums alongColumns, boolean diagonal, Span span, Task task, Place to) {
    int threads = CudaProduct.PRODUCT_THREADS;
    module.enqueue(
        STAGE,
        null,
        KernelFunction.PRODUCT_JOIN,
        new KernelModule.Grid((span.length() + threads - 1) / threads, task.vectors(), threads),
        alongRows.parts(),
        KernelModule.of(alongRows.count()),
        alongColumns.parts(),
        KernelModule.of(alongColumns.count()),
        KernelModule.of(diagonal ? 1 : 0),
        KernelModule.of((long) span.length()),
        Pointer.to(to.array().at(to.at())),
        KernelModule.of(to.stride()));
  }

  @Override
  public void close() {
    held.close();
  }
}
