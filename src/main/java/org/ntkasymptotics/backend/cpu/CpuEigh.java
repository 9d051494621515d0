package org.ntkasymptotics.backend.cpu;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevr_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.SolveCheck;

/** All eigenvalues and eigenvectors by LAPACK, on one thread (see {@link Lapack}). */
final class CpuEigh {
  private final EighDriver driver;
  private final Workers workers;
  private final Progress progress;

  CpuEigh(EighDriver driver, Workers workers, Progress progress) {
    this.driver = driver;
    this.workers = workers;
    this.progress = progress;
  }

  /** The eigensystem; closes the matrix. */
  Eigensystem compute(CpuMatrix matrix) {
    int n = matrix.size();
    double[] values = new double[n];
    NativeMemory vectors = null;
    try (matrix;
        NativeMemory w = new NativeMemory(n)) {
      SolveCheck check = CpuSolveCheck.of(matrix, workers);
      progress.report("eigenvectors", 0, driver.name().toLowerCase(java.util.Locale.ROOT));
      vectors = driver == EighDriver.DSYEVD ? dsyevd(matrix, w) : dsyevr(matrix, w);
      w.at(0).get(values, 0, n);
      check.values(values);
      progress.report("eigenvectors", 1, "");
      return new CpuEigensystem(values, vectors);
    } catch (RuntimeException | Error e) {
      if (vectors != null) {
        vectors.close();
      }
      throw e;
    }
  }

  private static NativeMemory dsyevd(CpuMatrix matrix, NativeMemory w) {
    int n = matrix.size();
    NativeMemory square = matrix.intoSquare();
    try {
      dsyevd(n, square.at(0), w);
      return square;
    } catch (RuntimeException | Error e) {
      square.close();
      throw e;
    }
  }

  private static void dsyevd(int n, DoublePointer a, NativeMemory w) {
    double[] length = new double[1];
    int[] integers = new int[1];
    try (NativeMemory query = new NativeMemory(1);
        IntPointer integerQuery = new IntPointer(1)) {
      require(dsyevd(n, a, w, query.at(0), -1, integerQuery, -1));
      query.at(0).get(length, 0, 1);
      integers[0] = integerQuery.get();
    }
    // The query answers in floating point; the documented minimum guards against its rounding.
    long doubles = Math.max((long) length[0], EighDriver.doubles(n));
    try (NativeMemory work = new NativeMemory(doubles);
        IntPointer integerWork = new IntPointer((long) Math.max(integers[0], 3 + 5 * n))) {
      int size = Math.toIntExact(doubles);
      require(dsyevd(n, a, w, work.at(0), size, integerWork, (int) integerWork.capacity()));
    }
  }

  private static int dsyevd(
      int n,
      DoublePointer a,
      NativeMemory w,
      DoublePointer work,
      int size,
      IntPointer integerWork,
      int integerSize) {
    return LAPACKE_dsyevd_work(
        LAPACK_COL_MAJOR,
        (byte) 'V',
        (byte) 'L',
        n,
        a,
        n,
        w.at(0),
        work,
        size,
        integerWork,
        integerSize);
  }

  private static NativeMemory dsyevr(CpuMatrix matrix, NativeMemory w) {
    int n = matrix.size();
    NativeMemory z = new NativeMemory((long) n * n);
    int size = 70 * n;
    try (NativeMemory square = matrix.intoSquare();
        NativeMemory work = new NativeMemory(size);
        IntPointer integerWork = new IntPointer(10L * n);
        IntPointer support = new IntPointer(2L * n);
        IntPointer found = new IntPointer(1)) {
      require(
          LAPACKE_dsyevr_work(
              LAPACK_COL_MAJOR,
              (byte) 'V',
              (byte) 'A',
              (byte) 'L',
              n,
              square.at(0),
              n,
              0,
              0,
              0,
              0,
              0,
              found,
              w.at(0),
              z.at(0),
              n,
              support,
              work.at(0),
              size,
              integerWork,
              10 * n));
      if (found.get() != n) {
        throw new ComputationException(
            "eigenvectors: dsyevr found " + found.get() + " of " + n + " eigenvalues");
      }
      return z;
    } catch (RuntimeException | Error e) {
      z.close();
      throw e;
    }
  }

  private static void require(int info) {
    if (info != 0) {
      throw new ComputationException(
          "eigenvectors: LAPACK ended with info = " + info + "; try modes, which needs no vectors");
    }
  }
}
