package org.ntkasymptotics.backend.cpu;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dormtr_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsytrd_work;

import org.bytedeco.javacpp.DoublePointer;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Modes;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.SolveCheck;
import org.ntkasymptotics.backend.TridiagonalQl;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * All eigenvalues and the projections of a few residuals without eigenvectors: the matrix is
 * reduced to tridiagonal form carrying only Qᵀ δf, and {@link TridiagonalQl} rotates those rows.
 */
final class CpuModes {
  /** From this order on the two-stage reduction is the faster one (measured; see benchmarks). */
  static final int TWO_STAGE_FROM = 600;

  /** Half-width of the band between the two stages. */
  static final int BAND = 64;

  /** Which reduction to tridiagonal form. */
  enum Route {
    /** LAPACK's dsytrd, half of whose work is bound by memory. */
    ONE_STAGE,
    /** Dense to band with matrix products, band to tridiagonal by chasing bulges. */
    TWO_STAGE;

    /** The faster route for order n. */
    static Route of(int n) {
      return n < TWO_STAGE_FROM ? ONE_STAGE : TWO_STAGE;
    }
  }

  private final Route route;
  private final int band;
  private final Workers workers;
  private final Progress progress;

  CpuModes(Route route, int band, Workers workers, Progress progress) {
    this.route = route;
    this.band = band;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Values largest first; closes the matrix.
   *
   * @param residuals (k, n)
   */
  Modes compute(CpuMatrix matrix, RowMatrix residuals) {
    int n = matrix.size();
    double[][] rows = new double[residuals.rows()][];
    for (int j = 0; j < rows.length; j++) {
      rows[j] = residuals.row(j);
    }
    double[] d;
    double[] e;
    SolveCheck check;
    Meter meter = new Meter(progress, "eigenvalues");
    try (matrix) {
      check = CpuSolveCheck.of(matrix, workers);
      if (route == Route.ONE_STAGE) {
        d = new double[n];
        e = new double[n];
        oneStage(matrix, d, e, rows);
      } else {
        Band reduced = toBand(matrix, rows, meter.part(0, 0.8));
        matrix.close();
        Reflections reflections = Reflections.of(band);
        new BulgeChase(reduced, rows, reflections).run(workers, meter.part(0.8, 0.93));
        d = reduced.diagonal();
        e = reduced.subdiagonal();
      }
    }
    new TridiagonalQl(d, e, rows).solve(meter.part(0.93, 1));
    check.values(d);
    RowMatrix coefficients = RowMatrix.zeros(rows.length, n);
    double scale = 1 / Math.sqrt(n);
    for (int j = 0; j < rows.length; j++) {
      for (int i = 0; i < n; i++) {
        rows[j][i] *= scale;
      }
      check.coefficients(rows[j], residuals.row(j));
      System.arraycopy(rows[j], 0, coefficients.array(), j * n, n);
    }
    meter.done();
    return new Modes(d, coefficients);
  }

  private Band toBand(CpuMatrix matrix, double[][] rows, Meter meter) {
    int n = matrix.size();
    try (NativeMemory carried = new NativeMemory((long) n * rows.length);
        BandReduction reduction =
            new BandReduction(matrix.lower(), band, carried, rows.length, workers)) {
      for (int j = 0; j < rows.length; j++) {
        carried.at((long) j * n).put(rows[j], 0, n);
      }
      Band reduced = reduction.reduce(meter);
      for (int j = 0; j < rows.length; j++) {
        carried.at((long) j * n).get(rows[j], 0, n);
      }
      return reduced;
    }
  }

  private static void oneStage(CpuMatrix matrix, double[] d, double[] e, double[][] rows) {
    int n = matrix.size();
    int k = rows.length;
    int block = 64;
    try (NativeMemory square = matrix.intoSquare();
        NativeMemory diagonals = new NativeMemory(3L * n);
        NativeMemory carried = new NativeMemory((long) n * Math.max(1, k));
        NativeMemory work = new NativeMemory((long) block * (Math.max(n, k) + block + 1))) {
      DoublePointer dp = diagonals.at(0);
      DoublePointer ep = diagonals.at(n);
      DoublePointer tau = diagonals.at(2L * n);
      DoublePointer a = square.at(0);
      int size = (int) work.length();
      require(
          "dsytrd",
          LAPACKE_dsytrd_work(CblasColMajor, (byte) 'L', n, a, n, dp, ep, tau, work.at(0), size));
      for (int j = 0; j < k; j++) {
        carried.at((long) j * n).put(rows[j], 0, n);
      }
      if (k > 0 && n > 1) {
        require(
            "dormtr",
            LAPACKE_dormtr_work(
                CblasColMajor,
                (byte) 'L',
                (byte) 'L',
                (byte) 'T',
                n,
                k,
                a,
                n,
                tau,
                carried.at(0),
                n,
                work.at(0),
                size));
      }
      dp.get(d, 0, n);
      ep.get(e, 0, n - 1);
      for (int j = 0; j < k; j++) {
        carried.at((long) j * n).get(rows[j], 0, n);
      }
    }
  }

  private static void require(String routine, int info) {
    if (info != 0) {
      throw new ComputationException(
          "eigenvalues: " + routine + " ended with info = " + info + "; check the points");
    }
  }
}
