package org.ntkasymptotics.backend.cpu;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeqrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dlarft_work;
import static org.bytedeco.openblas.global.openblas.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

import org.bytedeco.javacpp.DoublePointer;
import org.ntkasymptotics.backend.ComputationException;

/**
 * The panels of a {@link BandReduction}: their QR factors V, T and what is made of them. Row
 * indices are those of the trailing matrix; all tall blocks have leading dimension n.
 */
final class Panels implements AutoCloseable {
  private final BlockColumns a;
  private final int n;
  private final int b;
  private final int k;
  private final NativeMemory carried;
  private final NativeMemory tau;
  private final NativeMemory work;

  /** V and W side by side (n, 2b), and the same as W and V. */
  private final NativeMemory vw;

  private final NativeMemory wv;
  private final NativeMemory product;
  private final NativeMemory t;
  private final NativeMemory partial;
  private final NativeMemory small;
  private int rank;

  Panels(BlockColumns a, int b, NativeMemory carried, int k) {
    this.a = a;
    this.n = a.size();
    this.b = b;
    this.k = k;
    this.carried = carried;
    long tall = (long) n * b;
    tau = new NativeMemory(b);
    work = new NativeMemory((long) b * b);
    vw = new NativeMemory(2 * tall);
    wv = new NativeMemory(2 * tall);
    product = new NativeMemory(tall);
    t = new NativeMemory((long) b * b);
    partial = new NativeMemory(((long) n / a.width() + 1) * b * b);
    small = new NativeMemory(2L * b * b + 2L * b * Math.max(1, k));
  }

  /** QR of the panel that starts at column {@code column}, in place. */
  void factor(int column) {
    int rest = n - column - b;
    if (rest <= 0) {
      return;
    }
    DoublePointer panel = a.at(column + b, column);
    int stride = a.stride(column);
    int info =
        LAPACKE_dgeqrf_work(CblasColMajor, rest, b, panel, stride, tau.at(0), work.at(0), b * b);
    if (info != 0) {
      throw new ComputationException("eigenvalues: band reduction: dgeqrf ended with " + info);
    }
  }

  /** Copies the finished columns from {@code column} on, diagonal block and R, to the band. */
  void copyTo(Band band, int column) {
    int columns = Math.min(b, n - column);
    for (int j = column; j < column + columns; j++) {
      int last = Math.min(n - 1, j + b);
      a.at(j, j).get(band.values, band.at(j, j), last - j + 1);
    }
  }

  /** Copies V of the panel at {@code column} out of the matrix and forms T; returns its rank. */
  int gather(int column) {
    int rest = n - column - b;
    int rank = Math.min(b, rest);
    double[] top = new double[rank];
    for (int j = 0; j < rank; j++) {
      a.memory().copyTo(a.index(column + b, column + j), vw, (long) j * n, rest);
      top[j] = 1;
      vw.at((long) j * n).put(top, 0, j + 1);
      top[j] = 0;
    }
    LAPACKE_dlarft_work(
        CblasColMajor, (byte) 'F', (byte) 'C', rest, rank, vw.at(0), n, tau.at(0), t.at(0), b);
    for (int j = 0; j + 1 < rank; j++) {
      t.at((long) j * b + j + 1).put(top, 0, rank - j - 1);
    }
    // V is the second half of W V; its place depends on the rank.
    for (int j = 0; j < rank; j++) {
      vw.copyTo((long) j * n, wv, (long) (rank + j) * n, rest);
    }
    this.rank = rank;
    return rank;
  }

  /** V from row r on; W follows it as further columns. */
  DoublePointer v(int r) {
    return vw.at(r);
  }

  /** W from row r on. */
  DoublePointer w(int r) {
    return vw.at((long) rank * n + r);
  }

  /** W and V side by side from row r on. */
  DoublePointer wv(int r) {
    return wv.at(r);
  }

  /** A V from row r on. */
  DoublePointer product(int r) {
    return product.at(r);
  }

  /** Rows of A V T, and their share of Vᵀ A V T. */
  void timesT(int block, int r0, int rows, int rank) {
    cblas_dgemm(
        CblasColMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        rank,
        rank,
        1.0,
        product(r0),
        n,
        t.at(0),
        b,
        0.0,
        w(r0),
        n);
    cblas_dgemm(
        CblasColMajor,
        CblasTrans,
        CblasNoTrans,
        rank,
        rank,
        rows,
        1.0,
        v(r0),
        n,
        w(r0),
        n,
        0.0,
        partial.at((long) block * b * b),
        b);
  }

  /** ½ Tᵀ Vᵀ A V T from the shares, added up in order. */
  void middle(int blocks, int rank) {
    for (int i = 1; i < blocks; i++) {
      cblas_daxpy(b * b, 1.0, partial.at((long) i * b * b), 1, partial.at(0), 1);
    }
    cblas_dgemm(
        CblasColMajor,
        CblasTrans,
        CblasNoTrans,
        rank,
        rank,
        rank,
        0.5,
        t.at(0),
        b,
        partial.at(0),
        b,
        0.0,
        small.at(0),
        b);
  }

  /** Rows of W = A V T − V (½ Tᵀ Vᵀ A V T), to both places. */
  void correct(int r0, int rows, int rank) {
    cblas_dgemm(
        CblasColMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        rank,
        rank,
        -1.0,
        v(r0),
        n,
        small.at(0),
        b,
        1.0,
        w(r0),
        n);
    for (int j = 0; j < rank; j++) {
      vw.copyTo((long) (rank + j) * n + r0, wv, (long) j * n + r0, rows);
    }
  }

  /** x ← Qᵀ x = x − V Tᵀ Vᵀ x for the carried vectors, rows from {@code start} on. */
  void carry(int start, int rank) {
    if (k == 0) {
      return;
    }
    int rest = n - start;
    DoublePointer y = small.at((long) b * b);
    DoublePointer ty = small.at((long) b * b + (long) b * k);
    DoublePointer x = carried.at(start);
    cblas_dgemm(
        CblasColMajor, CblasTrans, CblasNoTrans, rank, k, rest, 1.0, v(0), n, x, n, 0.0, y, b);
    cblas_dgemm(
        CblasColMajor, CblasTrans, CblasNoTrans, rank, k, rank, 1.0, t.at(0), b, y, b, 0.0, ty, b);
    cblas_dgemm(
        CblasColMajor, CblasNoTrans, CblasNoTrans, rest, k, rank, -1.0, v(0), n, ty, b, 1.0, x, n);
  }

  @Override
  public void close() {
    tau.close();
    work.close();
    vw.close();
    wv.close();
    product.close();
    t.close();
    partial.close();
    small.close();
  }
}
