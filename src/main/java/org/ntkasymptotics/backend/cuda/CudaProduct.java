package org.ntkasymptotics.backend.cuda;

import static jcuda.driver.JCudaDriver.cuMemsetD8;

import java.util.List;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.backend.cuda.ProductRegions.Place;
import org.ntkasymptotics.backend.cuda.ProductStrips.Span;
import org.ntkasymptotics.backend.cuda.ProductStrips.Task;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * (1/M) Θ V without storing Θ, by {@code product.cu}: regions of one half of Θ are computed and
 * used for both. Every sum is taken in a fixed order.
 */
final class CudaProduct implements KernelProduct {
  /** Rows of a block, as in product.cu. */
  static final int PRODUCT_ROWS = 64;

  /** Columns of a block, as in product.cu. */
  static final int PRODUCT_COLUMNS = 512;

  /** Vectors of a launch, as in product.cu. */
  static final int PRODUCT_VECTORS = 8;

  /** Threads of a block, as in product.cu. */
  static final int PRODUCT_THREADS = 256;

  static final String STAGE = "kernel product";

  private final CudaContext context;
  private final KernelModule module;
  private final KernelFunction function;
  private final CudaPoints points;
  private final Progress progress;
  private final ProductStrips strips;

  /** Takes the points over. */
  CudaProduct(
      CudaContext context,
      KernelModule module,
      KernelFunction function,
      CudaPoints points,
      ProductStrips strips,
      Progress progress) {
    this.context = context;
    this.module = module;
    this.function = function;
    this.points = points;
    this.strips = strips;
    this.progress = progress;
  }

  @Override
  public int order() {
    return points.count();
  }

  @Override
  public RowMatrix apply(RowMatrix vectors) {
    return sumOf(strips.tasks(vectors.rows()), vectors);
  }

  @Override
  public RowMatrix across(int split, RowMatrix vectors) {
    Shapes.requireSplit(order(), split);
    return sumOf(strips.tasksAcross(split, vectors.rows()), vectors);
  }

  private RowMatrix sumOf(List<Task> tasks, RowMatrix vectors) {
    Shapes.requireLength(order(), vectors, "vector");
    int k = vectors.rows();
    if (k == 0) {
      return RowMatrix.zeros(0, order());
    }
    Meter meter = new Meter(progress, STAGE);
    try (Share share = share(vectors);
        DeviceArray out = zeros((long) k * order())) {
      long all = tasks.stream().mapToLong(Task::entries).sum();
      long done = 0;
      for (Task task : tasks) {
        share.compute(task);
        share.addTo(out, task);
        done += task.entries();
        meter.at((double) done / all);
      }
      RowMatrix result = new RowMatrix(k, order(), out.toHost(STAGE));
      meter.done();
      return result;
    }
  }

  /** Where it is computed. */
  CudaDevice device() {
    return context.device();
  }

  /** This device's share of a product with vectors (k, M). */
  Share share(RowMatrix vectors) {
    return new Share(vectors);
  }

  private ProductRegions regions(RowMatrix vectors) {
    return new ProductRegions(context, module, function, points, strips.region(), vectors);
  }

  private DeviceArray zeros(long count) {
    return DeviceArray.zeros(context, STAGE, Precision.DOUBLE, count);
  }

  @Override
  public void close() {
    points.close();
  }

  /** Tasks of one product, done one after the other on this device. */
  final class Share implements AutoCloseable {
    private final ProductRegions regions;
    private final DeviceArray result;

    private Share(RowMatrix vectors) {
      int strip = Math.min(strips.length(), order());
      regions = regions(vectors);
      try {
        result = zeros(2L * Math.min(PRODUCT_VECTORS, vectors.rows()) * strip);
      } catch (RuntimeException | Error e) {
        regions.close();
        throw e;
      }
    }

    /** Begins a task; what it gives stays on the device until the next. */
    void compute(Task task) {
      long bytes = result.length() * Double.BYTES;
      context.call(STAGE, () -> cuMemsetD8(result.pointer(), (byte) 0, bytes));
      int first = task.first().length();
      Place image = new Place(result, second(task), task.second().length());
      regions.add(task, new Place(result, 0, first), image);
    }

    private long second(Task task) {
      return task.diagonal() ? 0 : (long) task.vectors() * task.first().length();
    }

    /** Adds what the task gave to an array (k, M). */
    void addTo(DeviceArray out, Task task) {
      long vector = (long) task.vector() * order();
      Place rows = new Place(out, vector + task.first().from(), order());
      regions.add(result, 0, task.first(), task, rows);
      if (!task.diagonal()) {
        Place columns = new Place(out, vector + task.second().from(), order());
        regions.add(result, second(task), task.second(), task, columns);
      }
    }

    /** What the task gave (vectors, n), for the rows' points and, if others, for the columns'. */
    List<double[]> toHost(Task task) {
      return task.diagonal()
          ? List.of(toHost(0, task.first(), task))
          : List.of(toHost(0, task.first(), task), toHost(second(task), task.second(), task));
    }

    private double[] toHost(long at, Span span, Task task) {
      double[] numbers = new double[task.vectors() * span.length()];
      result.download(STAGE, at, numbers, 0, numbers.length);
      return numbers;
    }

    @Override
    public void close() {
      result.close();
      regions.close();
    }
  }
}
