package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.linalg.PanelProducts;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * (1/M) Θ V without storing Θ: panels of Θ are computed, used for both halves of the matrix and
 * dropped.
 *
 * <p>The points are cut into blocks, and pairs of blocks are taken in the rounds of a tournament:
 * in a round every block meets one other, so tasks write to different places, and each place is
 * added to in the order of the rounds. So nothing but the result is stored, and the number of
 * threads changes no bit.
 */
final class CpuProduct implements KernelProduct {
  /** Points of a block, at least; a round has half as many tasks as there are blocks. */
  static final int BLOCK = 512;

  /** Beyond this number blocks grow instead. */
  private static final int MOST_BLOCKS = 256;

  /** Rows of one task where only some are asked for. */
  private static final int ROWS = 64;

  private final KernelEntries kernel;
  private final Workers workers;
  private final Progress progress;
  private final PanelProducts panels = PanelProducts.fastest();
  private final int order;
  private final int block;
  private final int blocks;
  private boolean closed;

  CpuProduct(KernelEntries kernel, Workers workers, Progress progress) {
    this.kernel = kernel;
    this.workers = workers;
    this.progress = progress;
    this.order = kernel.count();
    this.block = Math.max(BLOCK, (order / MOST_BLOCKS + 1 + ROWS - 1) / ROWS * ROWS);
    this.blocks = (order + block - 1) / block;
  }

  @Override
  public int order() {
    return order;
  }

  @Override
  public RowMatrix apply(RowMatrix vectors) {
    check(vectors);
    RowMatrix out = RowMatrix.zeros(vectors.rows(), order);
    if (vectors.rows() > 0) {
      Meter meter = new Meter(progress, "kernel product");
      workers.run(blocks, b -> new Task(vectors, out).pair(b, b), meter.part(0, 1.0 / blocks));
      for (int round = 0; round < rounds(); round++) {
        round(round, vectors, out, meter);
      }
      meter.done();
    }
    return out;
  }

  private int rounds() {
    return (blocks + 1) / 2 * 2 - 1;
  }

  /** Every block meets one other; with an odd number of them one rests. */
  private void round(int round, RowMatrix vectors, RowMatrix out, Meter meter) {
    int circle = rounds();
    double begin = 1.0 / blocks;
    double share = (1 - begin) / circle;
    workers.run(
        (circle + 1) / 2,
        t -> {
          int one = t == 0 ? circle : (round + t) % circle;
          int other = (round - t + circle) % circle;
          if (one < blocks) {
            new Task(vectors, out).pair(Math.max(one, other), Math.min(one, other));
          }
        },
        meter.part(begin + round * share, begin + (round + 1) * share));
  }

  @Override
  public RowMatrix apply(int from, int to, RowMatrix vectors) {
    check(vectors);
    Shapes.requireRows(order, from, to);
    RowMatrix out = RowMatrix.zeros(vectors.rows(), to - from);
    if (vectors.rows() > 0) {
      Meter meter = new Meter(progress, "kernel product");
      workers.run(
          (to - from + ROWS - 1) / ROWS,
          t -> {
            int start = from + t * ROWS;
            new Task(vectors, out).rows(start, Math.min(to, start + ROWS), from);
          },
          meter);
      meter.done();
    }
    return out;
  }

  private void check(RowMatrix vectors) {
    if (closed) {
      throw new IllegalStateException("this product was closed");
    }
    Shapes.requireLength(order, vectors, "vector");
  }

  @Override
  public void close() {
    closed = true;
  }

  /** One thread's work on one pair of blocks, or on some rows. */
  private final class Task {
    private final PairTile tile = new PairTile();
    private final double[] panel = new double[PanelProducts.ROWS * PairTile.ROWS];
    private final RowMatrix vectors;
    private final RowMatrix out;
    private final double[] sums;
    private final double[] weights;

    Task(RowMatrix vectors, RowMatrix out) {
      this.vectors = vectors;
      this.out = out;
      this.sums = new double[vectors.rows() * PanelProducts.ROWS];
      this.weights = new double[vectors.rows() * PanelProducts.ROWS];
    }

    /** Both halves: rows of one block against columns of another, or of itself. */
    void pair(int rowBlock, int columnBlock) {
      int end = Math.min(order, (rowBlock + 1) * block);
      int columnEnd = Math.min(order, (columnBlock + 1) * block);
      int run = kernel.tileRows();
      for (int i = rowBlock * block; i < end; i += run) {
        int n = Math.min(run, end - i);
        int last = rowBlock == columnBlock ? Math.min(columnEnd, i + n) : columnEnd;
        for (int j = columnBlock * block; j < last; j += PanelProducts.ROWS) {
          int columns = Math.min(PanelProducts.ROWS, last - j);
          fill(j, columns, i, n);
          if (rowBlock == columnBlock) {
            halve(j, columns, i, n);
          }
          multiply(j, columns, i, n);
        }
      }
    }

    private void multiply(int j, int columns, int i, int n) {
      double[] x = vectors.array();
      double[] y = out.array();
      int count = vectors.rows();
      panels.dots(panel, 0, PairTile.ROWS, n, x, i, order, count, sums);
      for (int k = 0; k < count; k++) {
        for (int c = 0; c < columns; c++) {
          weights[k * PanelProducts.ROWS + c] = x[k * order + j + c];
          y[k * order + j + c] += sums[k * PanelProducts.ROWS + c];
        }
      }
      panels.add(panel, 0, PairTile.ROWS, n, weights, count, y, i, order);
    }

    /** Rows from … to − 1 of the product, to columns of {@code out} counted from {@code first}. */
    void rows(int from, int to, int first) {
      int run = kernel.tileRows();
      int width = out.columns();
      int count = vectors.rows();
      double[] x = vectors.array();
      for (int i = 0; i < order; i += run) {
        int n = Math.min(run, order - i);
        for (int j = from; j < to; j += PanelProducts.ROWS) {
          int columns = Math.min(PanelProducts.ROWS, to - j);
          fill(j, columns, i, n);
          panels.dots(panel, 0, PairTile.ROWS, n, x, i, order, count, sums);
          for (int k = 0; k < count; k++) {
            for (int c = 0; c < columns; c++) {
              out.array()[k * width + j - first + c] += sums[k * PanelProducts.ROWS + c];
            }
          }
        }
      }
    }

    /** Entries of rows i … i + n − 1 in columns j, …; columns that are not there are zero. */
    private void fill(int j, int columns, int i, int n) {
      for (int c = 0; c < PanelProducts.ROWS; c++) {
        int at = c * PairTile.ROWS;
        if (c < columns) {
          kernel.fill(j + c, i, n, 1.0 / order, tile);
          System.arraycopy(tile.entries, 0, panel, at, n);
        } else {
          Arrays.fill(panel, at, at + n, 0);
        }
      }
    }

    /** Keeps what lies below the diagonal, and half of what lies on it: it is used twice. */
    private void halve(int j, int columns, int i, int n) {
      for (int c = 0; c < columns; c++) {
        int at = c * PairTile.ROWS;
        int diagonal = j + c - i;
        if (diagonal >= 0) {
          Arrays.fill(panel, at, at + Math.min(diagonal, n), 0);
        }
        if (diagonal >= 0 && diagonal < n) {
          panel[at + diagonal] /= 2;
        }
      }
    }
  }
}
