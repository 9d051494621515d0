package org.ntkasymptotics.backend.cpu;

import java.nio.DoubleBuffer;
import org.ntkasymptotics.kernel.NtkKernel;

/** Fills the lower triangle of Θ/M, panel of columns by panel of columns. */
final class CpuGram {
  /** Columns of one task. */
  static final int PANEL = 64;

  private final NtkKernel kernel;
  private final PointColumns points;
  private final PairAngles angles;

  CpuGram(NtkKernel kernel, PointColumns points, PairAngles angles) {
    this.kernel = kernel;
    this.points = points;
    this.angles = angles;
  }

  /**
   * The matrix; every entry is computed once, by itself, so the number of threads changes nothing.
   */
  CpuMatrix compute(Workers workers, Meter meter) {
    CpuMatrix matrix = new CpuMatrix(points.count);
    try {
      // The panels shrink to the right: taken in this order the last tasks are the shortest.
      workers.run((points.count + PANEL - 1) / PANEL, p -> panel(p * PANEL, matrix), meter);
      meter.done();
      return matrix;
    } catch (RuntimeException | Error e) {
      matrix.close();
      throw e;
    }
  }

  private void panel(int j0, CpuMatrix matrix) {
    int m = points.count;
    int columns = Math.min(PANEL, m - j0);
    DoubleBuffer panel = matrix.memory().window((long) j0 * m, columns * m);
    AngleTile tile = new AngleTile();
    double scale = 1.0 / m;
    int rows = points.tileRows();
    for (int i0 = j0; i0 < m; i0 += rows) {
      int end = Math.min(m, i0 + rows);
      for (int j = j0; j < Math.min(j0 + columns, end); j++) {
        int from = Math.max(j, i0);
        angles.fill(j, from, end - from, tile);
        KernelLoops.fill(kernel, scale, end - from, tile);
        panel.put((j - j0) * m + from, tile.entries, 0, end - from);
      }
    }
  }
}
