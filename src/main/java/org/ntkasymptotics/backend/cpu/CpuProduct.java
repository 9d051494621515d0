package org.ntkasymptotics.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** Blocks are this many points or a multiple. */
  private static final int UNIT = 64;

  private final KernelEntries kernel;
  private final Workers workers;
  private final Progress progress;
  private final PanelProducts panels = PanelProducts.fastest();
  private final int order;
  private boolean closed;

  CpuProduct(KernelEntries kernel, Workers workers, Progress progress) {
    this.kernel = kernel;
    this.workers = workers;
    this.progress = progress;
    this.order = kernel.count();
  }

  /** Points {@code from} … {@code to} − 1. */
  private record Block(int from, int to) {}

  /** These points in blocks. */
  private static List<Block> blocks(int from, int to) {
    int even = (to - from) / MOST_BLOCKS + 1;
    int size = Math.max(BLOCK, (even + UNIT - 1) / UNIT * UNIT);
    List<Block> blocks = new ArrayList<>();
    for (int start = from; start < to; start += size) {
      blocks.add(new Block(start, Math.min(to, start + size)));
    }
    return blocks;
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
      triangle(blocks(0, order), vectors, out, meter);
      meter.done();
    }
    return out;
  }

  private void triangle(List<Block> blocks, RowMatrix vectors, RowMatrix out, Meter meter) {
    int count = blocks.size();
    double begin = 1.0 / count;
    workers.run(
        count,
        b -> new Task(vectors, out).pair(blocks.get(b), blocks.get(b)),
        meter.part(0, begin));
    int rounds = (count + 1) / 2 * 2 - 1;
    double share = (1 - begin) / rounds;
    for (int r = 0; r < rounds; r++) {
      Meter part = meter.part(begin + r * share, begin + (r + 1) * share);
      int round = r;
      // Every block meets one other; with an odd number of them one rests.
      workers.run(
          (rounds + 1) / 2,
          t -> {
            int one = t == 0 ? rounds : (round + t) % rounds;
            int other = (round - t + rounds) % rounds;
            if (one < count) {
              Block later = blocks.get(Math.max(one, other));
              new Task(vectors, out).pair(later, blocks.get(Math.min(one, other)));
            }
          },
          part);
    }
  }

  @Override
  public RowMatrix across(int split, RowMatrix vectors) {
    check(vectors);
    Shapes.requireSplit(order, split);
    RowMatrix out = RowMatrix.zeros(vectors.rows(), order);
    if (vectors.rows() > 0) {
      Meter meter = new Meter(progress, "kernel product");
      rectangle(blocks(0, split), blocks(split, order), vectors, out, meter);
      meter.done();
    }
    return out;
  }

  private void rectangle(
      List<Block> first, List<Block> second, RowMatrix vectors, RowMatrix out, Meter meter) {
    int rounds = Math.max(first.size(), second.size());
    for (int r = 0; r < rounds; r++) {
      Meter part = meter.part((double) r / rounds, (r + 1.0) / rounds);
      int round = r;
      workers.run(
          rounds,
          t -> {
            int partner = (t + round) % rounds;
            if (t < first.size() && partner < second.size()) {
              new Task(vectors, out).pair(second.get(partner), first.get(t));
            }
          },
          part);
    }
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

  /** One thread's work on one pair of blocks. */
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
    void pair(Block rows, Block columns) {
      boolean diagonal = rows.equals(columns);
      int run = kernel.tileRows();
      for (int i = rows.from; i < rows.to; i += run) {
        int n = Math.min(run, rows.to - i);
        int last = diagonal ? Math.min(columns.to, i + n) : columns.to;
        for (int j = columns.from; j < last; j += PanelProducts.ROWS) {
          int width = Math.min(PanelProducts.ROWS, last - j);
          fill(j, width, i, n);
          if (diagonal) {
            halve(j, width, i, n);
          }
          multiply(j, width, i, n);
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
