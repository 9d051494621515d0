package org.ntkasymptotics.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.LayeredNetwork;

/**
 * The gradients G = Σ_m δ_m ŷ_mᵀ of a layered network with respect to its lifted weights Û, (N, n +
 * 1) each.
 *
 * <p>The points are cut into parts, whose sums are formed by products in the products' precision
 * and then added up in double, in the order of the parts: the number of threads changes no bit.
 */
final class LayeredGradients implements AutoCloseable {
  /** Most neurons and weights of a neuron of a product: fewer make it less efficient. */
  private static final int ROWS = 512;

  private static final int COLUMNS = 1024;

  /** A part has at least so many points, which make an efficient product. */
  private static final int LEAST_POINTS = 512;

  /** As each part takes the memory of the weights. */
  private static final int MOST_PARTS = 8;

  /** Rows that are added up together. */
  private static final int ADDED_ROWS = 16;

  /**
   * A product.
   *
   * @param part of the points
   */
  private record Task(int layer, int part, int row, int rows, int column, int columns) {}

  /**
   * Rows that are added up together.
   *
   * @param from first row
   * @param to behind the last row
   */
  private record Rows(int layer, int from, int to) {}

  /** What is done with rows of a gradient. */
  @FunctionalInterface
  interface RowTask {
    /** Takes rows from … to − 1 of the gradient of a layer, (to − from, n + 1). */
    void accept(int layer, int from, int to, double[] gradient);
  }

  private final LayeredPasses passes;
  private final ParallelRanges parallel;
  private final int points;
  private final List<List<NativeMatrix>> parts = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final List<Rows> rows = new ArrayList<>();

  /** Room for the gradients of what the passes hold. */
  LayeredGradients(LayeredPasses passes, Precision precision, ParallelRanges parallel) {
    this.passes = passes;
    this.parallel = parallel;
    int count = parts(passes.samples());
    points = (passes.samples() - 1) / count + 1;
    for (DescentLayer layer : passes.layers()) {
      List<NativeMatrix> sums = new ArrayList<>();
      for (int part = 0; part < count; part++) {
        sums.add(new NativeMatrix(layer.width(), layer.inputs() + 1, precision));
      }
      parts.add(sums);
    }
    // The first layer, which is the cheapest one, last.
    for (int l = passes.layers().size() - 1; l >= 0; l--) {
      addTasks(l);
    }
  }

  private static int parts(int samples) {
    return Math.max(1, Math.min(MOST_PARTS, samples / LEAST_POINTS));
  }

  /** What they take, bytes. */
  static long bytes(LayeredNetwork network, int samples, Precision precision) {
    long bytes = 0;
    for (RowMatrix w : network.weights()) {
      bytes += NativeMatrix.bytes(w.rows(), w.columns() + 1, precision);
    }
    return parts(samples) * bytes;
  }

  private void addTasks(int l) {
    int width = passes.layers().get(l).width();
    int columns = passes.layers().get(l).inputs() + 1;
    for (int part = 0; part < parts.get(l).size(); part++) {
      for (int row = 0; row < width; row += ROWS) {
        for (int column = 0; column < columns; column += COLUMNS) {
          int high = Math.min(ROWS, width - row);
          int broad = Math.min(COLUMNS, columns - column);
          tasks.add(new Task(l, part, row, high, column, broad));
        }
      }
    }
    for (int row = 0; row < width; row += ADDED_ROWS) {
      rows.add(new Rows(l, row, Math.min(width, row + ADDED_ROWS)));
    }
  }

  /** Gives every row of the gradients of the present δ to a task, on all threads. */
  void forEachRow(RowTask task) {
    parallel.forEach(tasks.size(), 1, (t, end) -> multiply(tasks.get(t)));
    parallel.forEach(
        rows.size(),
        1,
        (k, end) -> {
          Rows r = rows.get(k);
          int columns = passes.layers().get(r.layer()).inputs() + 1;
          double[] sum = new double[(r.to() - r.from()) * columns];
          for (NativeMatrix part : parts.get(r.layer())) {
            passes.arithmetic().add(part, r.from(), r.to(), columns, sum);
          }
          task.accept(r.layer(), r.from(), r.to(), sum);
        });
  }

  private void multiply(Task t) {
    int from = t.part() * points;
    int count = Math.min(points, passes.samples() - from);
    parts
        .get(t.layer())
        .get(t.part())
        .from(t.row(), t.column())
        .product(
            passes.layers().get(t.layer()).slopes().from(from, t.row()).transpose(),
            passes.below(t.layer()).from(from, t.column()),
            t.rows(),
            t.columns(),
            count,
            false);
  }

  @Override
  public void close() {
    parts.forEach(sums -> sums.forEach(NativeMatrix::close));
  }
}
