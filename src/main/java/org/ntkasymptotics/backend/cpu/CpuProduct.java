package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.linalg.RowMatrix;

/** (1/M) Θ V without storing Θ: tiles of Θ are computed, used and dropped. */
final class CpuProduct {
  private static final int PANEL = 64;

  private final KernelEntries kernel;

  CpuProduct(KernelEntries kernel) {
    this.kernel = kernel;
  }

  /**
   * The product; each result is summed in a fixed order by one thread.
   *
   * @param vectors (k, M)
   * @return (k, M)
   */
  RowMatrix compute(RowMatrix vectors, Workers workers, Meter meter) {
    RowMatrix out = RowMatrix.zeros(vectors.rows(), kernel.count());
    workers.run((kernel.count() + PANEL - 1) / PANEL, p -> panel(p * PANEL, vectors, out), meter);
    meter.done();
    return out;
  }

  private void panel(int j0, RowMatrix vectors, RowMatrix out) {
    int m = kernel.count();
    PairTile tile = new PairTile();
    double scale = 1.0 / m;
    int rows = kernel.tileRows();
    for (int i0 = 0; i0 < m; i0 += rows) {
      int n = Math.min(rows, m - i0);
      for (int j = j0; j < Math.min(j0 + PANEL, m); j++) {
        kernel.fill(j, i0, n, scale, tile);
        for (int k = 0; k < vectors.rows(); k++) {
          out.array()[k * m + j] += dot(tile.entries, vectors.array(), k * m + i0, n);
        }
      }
    }
  }

  /** Four independent sums, so that additions overlap. */
  private static double dot(double[] a, double[] b, int offset, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += a[i] * b[offset + i];
      s1 += a[i + 1] * b[offset + i + 1];
      s2 += a[i + 2] * b[offset + i + 2];
      s3 += a[i + 3] * b[offset + i + 3];
    }
    for (; i < n; i++) {
      s0 += a[i] * b[offset + i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
