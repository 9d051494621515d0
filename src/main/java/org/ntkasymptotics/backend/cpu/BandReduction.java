package org.ntkasymptotics.backend.cpu;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasLeft;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dsymm;
import static org.bytedeco.openblas.global.openblas.cblas_dsyr2k;

import org.bytedeco.javacpp.DoublePointer;

/**
 * Dense symmetric to band form, carrying a few vectors: panel after panel of b columns is reduced
 * by QR, Q = I − V T Vᵀ, and the rest updated as A ← A − V Wᵀ − W Vᵀ with W = A V T − ½ V (Tᵀ Vᵀ A
 * V T).
 *
 * <p>Source: C. H. Bischof, B. Lang, X. Sun, ACM TOMS 26 (2000); LAPACK dsytrd_sy2sb. All heavy
 * steps are single-threaded matrix products on tiles, shared out over the workers; tiles depend on
 * n alone, so the result does not depend on the number of threads. The first tiles of an update are
 * the next panel: whoever does them goes on to its QR while the others finish the rest.
 */
final class BandReduction implements AutoCloseable {
  private final int n;
  private final int b;
  private final int tile;
  private final NativeMemory a;
  private final Workers workers;
  private final Panels panels;
  private final Band band;

  /**
   * Prepares the reduction of the lower triangle in {@code a}, which will be destroyed.
   *
   * @param carried (n, k) column-major: x ← Qᵀ x
   */
  BandReduction(NativeMemory a, int n, int b, NativeMemory carried, int k, Workers workers) {
    this.n = n;
    this.b = b;
    this.tile = n >= 2048 ? 256 : 128;
    this.a = a;
    this.workers = workers;
    this.band = new Band(n, b);
    this.panels = new Panels(a, n, b, tile, carried, k);
  }

  /** The band matrix, mirrored. */
  Band reduce(Meter meter) {
    panels.factor(0);
    for (int k = 0; k < n; k += b) {
      panels.copyTo(band, k);
      int rest = n - k - b;
      if (rest <= 0) {
        break;
      }
      int rank = panels.gather(k);
      int blocks = (rest + tile - 1) / tile;
      int start = k + b;
      workers.run(blocks, i -> multiply(start, i, rest, rank));
      panels.middle(blocks, rank);
      workers.run(
          blocks + 1,
          i -> {
            if (i < blocks) {
              panels.correct(i * tile, Math.min(tile, rest - i * tile), rank);
            } else {
              panels.carry(start, rank);
            }
          });
      update(start, rest, rank);
      double left = (double) rest / n;
      meter.at(1 - left * left * left);
    }
    band.mirror();
    return band;
  }

  private DoublePointer entry(int i, int j) {
    return a.at((long) j * n + i);
  }

  /** Block i of A V and of A V T; A is the trailing matrix from {@code start} on. */
  private void multiply(int start, int i, int rest, int rank) {
    int r0 = i * tile;
    int rows = Math.min(tile, rest - r0);
    int below = rest - r0 - rows;
    DoublePointer x = panels.product(r0);
    cblas_dsymm(
        CblasColMajor,
        CblasLeft,
        CblasLower,
        rows,
        rank,
        1.0,
        entry(start + r0, start + r0),
        n,
        panels.v(r0),
        n,
        0.0,
        x,
        n);
    if (r0 > 0) {
      cblas_dgemm(
          CblasColMajor,
          CblasNoTrans,
          CblasNoTrans,
          rows,
          rank,
          r0,
          1.0,
          entry(start + r0, start),
          n,
          panels.v(0),
          n,
          1.0,
          x,
          n);
    }
    if (below > 0) {
      cblas_dgemm(
          CblasColMajor,
          CblasTrans,
          CblasNoTrans,
          rows,
          rank,
          below,
          1.0,
          entry(start + r0 + rows, start + r0),
          n,
          panels.v(r0 + rows),
          n,
          1.0,
          x,
          n);
    }
    panels.timesT(i, r0, rows, rank);
  }

  /** A ← A − V Wᵀ − W Vᵀ on the lower triangle, and the QR of the next panel. */
  private void update(int start, int rest, int rank) {
    int head = Math.min(b, rest);
    int blocks = (rest - head + tile - 1) / tile;
    workers.run(
        1 + blocks * (blocks + 1) / 2,
        task -> {
          if (task == 0) {
            diagonal(start, 0, head, rank);
            if (rest > head) {
              rectangle(start, head, rest - head, 0, head, rank);
            }
            panels.factor(start);
            return;
          }
          int i = (int) ((Math.sqrt(8.0 * (task - 1) + 1) - 1) / 2);
          int j = task - 1 - i * (i + 1) / 2;
          int r0 = head + i * tile;
          int rows = Math.min(tile, rest - r0);
          if (i == j) {
            diagonal(start, r0, rows, rank);
          } else {
            rectangle(start, r0, rows, head + j * tile, tile, rank);
          }
        });
  }

  private void diagonal(int start, int r0, int rows, int rank) {
    cblas_dsyr2k(
        CblasColMajor,
        CblasLower,
        CblasNoTrans,
        rows,
        rank,
        -1.0,
        panels.v(r0),
        n,
        panels.w(r0),
        n,
        1.0,
        entry(start + r0, start + r0),
        n);
  }

  private void rectangle(int start, int r0, int rows, int c0, int columns, int rank) {
    cblas_dgemm(
        CblasColMajor,
        CblasNoTrans,
        CblasTrans,
        rows,
        columns,
        2 * rank,
        -1.0,
        panels.v(r0),
        n,
        panels.wv(c0),
        n,
        1.0,
        entry(start + r0, start + c0),
        n);
  }

  @Override
  public void close() {
    panels.close();
  }
}
