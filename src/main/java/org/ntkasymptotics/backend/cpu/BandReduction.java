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
import org.ntkasymptotics.backend.Meter;

/**
 * Dense symmetric to band form, carrying a few vectors: panel after panel of b columns is reduced
 * by QR, Q = I − V T Vᵀ, and the rest updated as A ← A − V Wᵀ − W Vᵀ with W = A V T − ½ V (Tᵀ Vᵀ A
 * V T).
 *
 * <p>Source: C. H. Bischof, B. Lang, X. Sun, ACM TOMS 26 (2000); LAPACK dsytrd_sy2sb. All heavy
 * steps are single-threaded matrix products on tiles, shared out over the workers; tiles end where
 * the block columns of the storage end, so the result does not depend on the number of threads. The
 * first tiles of an update are the next panel: whoever does them goes on to its QR while the others
 * finish the rest.
 */
final class BandReduction implements AutoCloseable {
  private final int n;
  private final int b;
  private final BlockColumns a;
  private final Workers workers;
  private final Panels panels;
  private final Band band;

  /**
   * Prepares the reduction of {@code a}, which will be destroyed.
   *
   * @param b half-width of the band; must divide the width of the block columns
   * @param carried (n, k) column-major: x ← Qᵀ x
   */
  BandReduction(BlockColumns a, int b, NativeMemory carried, int k, Workers workers) {
    if (a.width() % b != 0) {
      throw new IllegalArgumentException(
          "the band " + b + " must divide the block columns of width " + a.width());
    }
    this.n = a.size();
    this.b = b;
    this.a = a;
    this.workers = workers;
    this.band = new Band(n, b);
    this.panels = new Panels(a, b, carried, k);
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
      int start = k + b;
      Tiles tiles = new Tiles(start);
      int blocks = tiles.count();
      workers.run(blocks, i -> multiply(start, tiles, i, rank));
      panels.middle(blocks, rank);
      workers.run(
          blocks + 1,
          i -> {
            if (i < blocks) {
              panels.correct(tiles.from(i) - start, tiles.length(i), rank);
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

  /** The rows, and columns, from {@code start} on, cut where block columns end. */
  private final class Tiles {
    private final int start;

    Tiles(int start) {
      this.start = start;
    }

    int count() {
      return start < n ? (n - 1) / a.width() - start / a.width() + 1 : 0;
    }

    int from(int i) {
      return i == 0 ? start : a.origin(start) + i * a.width();
    }

    int length(int i) {
      return a.end(from(i)) - from(i);
    }
  }

  /** Tile i of A V and of A V T; A is the trailing matrix from {@code start} on. */
  private void multiply(int start, Tiles tiles, int i, int rank) {
    int from = tiles.from(i);
    int rows = tiles.length(i);
    int r0 = from - start;
    int below = n - from - rows;
    DoublePointer x = panels.product(r0);
    cblas_dsymm(
        CblasColMajor,
        CblasLeft,
        CblasLower,
        rows,
        rank,
        1.0,
        a.at(from, from),
        a.stride(from),
        panels.v(r0),
        n,
        0.0,
        x,
        n);
    for (int j = 0; j < i; j++) {
      int left = tiles.from(j);
      cblas_dgemm(
          CblasColMajor,
          CblasNoTrans,
          CblasNoTrans,
          rows,
          rank,
          tiles.length(j),
          1.0,
          a.at(from, left),
          a.stride(left),
          panels.v(left - start),
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
          a.at(from + rows, from),
          a.stride(from),
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
    Tiles tiles = new Tiles(start + head);
    int blocks = tiles.count();
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
          int r0 = tiles.from(i) - start;
          int c0 = tiles.from(j) - start;
          if (i == j) {
            diagonal(start, r0, tiles.length(i), rank);
          } else {
            rectangle(start, r0, tiles.length(i), c0, tiles.length(j), rank);
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
        a.at(start + r0, start + r0),
        a.stride(start + r0));
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
        a.at(start + r0, start + c0),
        a.stride(start + c0));
  }

  @Override
  public void close() {
    panels.close();
  }
}
