package org.ntkasymptotics.backend.cpu;

import java.nio.DoubleBuffer;
import org.ntkasymptotics.backend.Meter;

/** Fills the lower triangle of Θ/M, panel of columns by panel of columns. */
final class CpuGram {
  /** Columns of one task; divides the width of every block column. */
  static final int PANEL = 64;

  private final KernelEntries kernel;

  CpuGram(KernelEntries kernel) {
    this.kernel = kernel;
  }

  /**
   * The matrix; every entry is computed once, by itself, so the number of threads changes nothing.
   */
  CpuMatrix compute(Workers workers, Meter meter) {
    CpuMatrix matrix = new CpuMatrix(kernel.count());
    try {
      // The panels shrink to the right: taken in this order the last tasks are the shortest.
      workers.run((kernel.count() + PANEL - 1) / PANEL, p -> panel(p * PANEL, matrix), meter);
      meter.done();
      return matrix;
    } catch (RuntimeException | Error e) {
      matrix.close();
      throw e;
    }
  }

  private void panel(int j0, CpuMatrix matrix) {
    int m = kernel.count();
    int columns = Math.min(PANEL, m - j0);
    BlockColumns lower = matrix.lower();
    int stride = lower.stride(j0);
    DoubleBuffer panel =
        lower.memory().window(lower.index(j0, j0), (columns - 1) * stride + m - j0);
    PairTile tile = new PairTile();
    double scale = 1.0 / m;
    int rows = kernel.tileRows();
    for (int i0 = j0; i0 < m; i0 += rows) {
      int end = Math.min(m, i0 + rows);
      for (int j = j0; j < Math.min(j0 + columns, end); j++) {
        int from = Math.max(j, i0);
        kernel.fill(j, from, end - from, scale, tile);
        panel.put((j - j0) * stride + from - j0, tile.entries, 0, end - from);
      }
    }
  }
}
