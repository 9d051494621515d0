package org.ntkasymptotics.linalg;

import java.util.Arrays;

/**
 * A ≈ L Lᵀ for a symmetric positive semi-definite matrix given by its entries, with the largest
 * remaining diagonal entries first, as far as double precision carries.
 *
 * <p>Columns of A are asked for when they are needed; memory is that of L alone, n r − r²/2 values
 * for rank r. Pivots are taken a block at a time, those of the block that turn out to depend on the
 * others wait for a later block (as in block pivoted Cholesky with a filter), so that the work is
 * in matrix products. It stops when the remaining trace, which bounds ‖A − L Lᵀ‖, is below a
 * tolerance, or every remaining diagonal entry is within {@value #PIVOT_FLOOR_ULPS} ulp of the
 * largest of A, where rounding has taken over. The bits do not depend on the number of threads.
 */
public final class PivotedCholesky {

  /** Remaining trace over trace at which {@link #of(int, Entries, ParallelRanges)} stops. */
  public static final double TOLERANCE = 1e-14;

  private static final int PIVOT_FLOOR_ULPS = 64;
  private static final int BLOCK = 48;
  private static final int TILE = 128;

  /** A pivot of a block must keep this share of what it had before the others were taken. */
  private static final double FILTER = 0.01;

  private final int n;
  private final Entries entries;
  private final ParallelRanges parallel;

  /** Index in A of each position; positions below rank are the pivots. */
  private final int[] order;

  /** Diagonal of A − L Lᵀ by position. */
  private final double[] remaining;

  /** Column c of L at the positions c … n − 1. */
  private final double[][] columns;

  private int rank;
  private double remainingTrace;

  /** The entries of the matrix. */
  @FunctionalInterface
  public interface Entries {
    /** Entry (i, j) = entry (j, i); called from several threads. */
    double get(int i, int j);
  }

  private PivotedCholesky(int n, Entries entries, ParallelRanges parallel) {
    this.n = n;
    this.entries = entries;
    this.parallel = parallel;
    order = new int[n];
    remaining = new double[n];
    columns = new double[n][];
    for (int i = 0; i < n; i++) {
      order[i] = i;
      remaining[i] = entries.get(i, i);
      if (!(remaining[i] >= 0) || Double.isInfinite(remaining[i])) {
        throw new IllegalArgumentException(
            "a covariance needs finite diagonal entries >= 0, entry " + i + " is " + remaining[i]);
      }
    }
  }

  /** The factor down to {@link #TOLERANCE}. */
  public static PivotedCholesky of(int n, Entries entries, ParallelRanges parallel) {
    return of(n, entries, TOLERANCE, parallel);
  }

  /**
   * The factor of the n × n matrix.
   *
   * @param tolerance remaining trace over trace at which to stop, ≥ 0
   */
  public static PivotedCholesky of(
      int n, Entries entries, double tolerance, ParallelRanges parallel) {
    if (n < 1 || !(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "a factor needs order >= 1 and tolerance >= 0, has " + n + " and " + tolerance);
    }
    PivotedCholesky factor = new PivotedCholesky(n, entries, parallel);
    factor.factorise(tolerance);
    return factor;
  }

  /** n. */
  public int size() {
    return n;
  }

  /** r, number of columns of L. */
  public int rank() {
    return rank;
  }

  /** Trace of A − L Lᵀ: what the factor leaves out. */
  public double remainingTrace() {
    return remainingTrace;
  }

  /** L z in the order of A's indices; z has length rank. */
  public double[] multiply(double[] z) {
    if (z.length != rank) {
      throw new IllegalArgumentException(
          "a factor of rank " + rank + " cannot multiply " + z.length + " values");
    }
    double[] y = new double[n];
    for (int c = 0; c < rank; c++) {
      for (int i = c; i < n; i++) {
        y[order[i]] += columns[c][i - c] * z[c];
      }
    }
    return y;
  }

  private void factorise(double tolerance) {
    double trace = sumFrom(0);
    double floor = PIVOT_FLOOR_ULPS * Math.ulp(1.0) * Arrays.stream(remaining).max().orElse(0);
    remainingTrace = trace;
    while (rank < n && remainingTrace > tolerance * trace) {
      int block = bringLargestForward();
      if (remaining[rank] <= floor) {
        break;
      }
      double[][] corner = chooseWithin(block, Math.max(floor, FILTER * remaining[rank]));
      appendColumns(corner);
      remainingTrace = sumFrom(rank);
    }
  }

  private double sumFrom(int position) {
    double sum = 0;
    for (int i = position; i < n; i++) {
      sum += remaining[i];
    }
    return sum;
  }

  /** Moves the largest remaining diagonal entries to the front, largest first; says how many. */
  private int bringLargestForward() {
    int block = Math.min(BLOCK, n - rank);
    for (int k = rank; k < rank + block; k++) {
      int largest = k;
      for (int i = k + 1; i < n; i++) {
        if (remaining[i] > remaining[largest]) {
          largest = i;
        }
      }
      swap(k, largest);
    }
    return block;
  }

  private void swap(int a, int b) {
    if (a == b) {
      return;
    }
    int index = order[a];
    order[a] = order[b];
    order[b] = index;
    swap(remaining, a, b);
    for (int c = 0; c < rank; c++) {
      swap(columns[c], a - c, b - c);
    }
  }

  private static void swap(double[] v, int a, int b) {
    double value = v[a];
    v[a] = v[b];
    v[b] = value;
  }

  /**
   * Factors the block at the front, largest pivot first, until none is above {@code least}, and
   * moves the pivots taken to the front of the block.
   *
   * @return their factor, lower triangle, (taken, taken)
   */
  private double[][] chooseWithin(int block, double least) {
    double[][] a = new double[block][block];
    for (int p = 0; p < block; p++) {
      for (int q = 0; q <= p; q++) {
        a[p][q] = remainder(rank + p, rank + q);
        a[q][p] = a[p][q];
      }
    }
    int taken = 0;
    while (taken < block) {
      int best = taken;
      for (int p = taken + 1; p < block; p++) {
        best = a[p][p] > a[best][best] ? p : best;
      }
      if (taken > 0 && a[best][best] <= least) {
        break;
      }
      swapBoth(a, taken, best);
      swap(rank + taken, rank + best);
      eliminate(a, taken++);
    }
    double[][] corner = new double[taken][];
    for (int p = 0; p < taken; p++) {
      corner[p] = Arrays.copyOf(a[p], p + 1);
    }
    return corner;
  }

  private static void swapBoth(double[][] a, int p, int q) {
    double[] row = a[p];
    a[p] = a[q];
    a[q] = row;
    for (double[] r : a) {
      swap(r, p, q);
    }
  }

  /** Turns column t of the corner into one of its factor and updates what lies behind it. */
  private static void eliminate(double[][] a, int t) {
    double pivot = Math.sqrt(Math.max(a[t][t], Double.MIN_NORMAL));
    a[t][t] = pivot;
    for (int p = t + 1; p < a.length; p++) {
      a[p][t] /= pivot;
    }
    for (int p = t + 1; p < a.length; p++) {
      for (int q = t + 1; q < a.length; q++) {
        a[p][q] -= a[p][t] * a[q][t];
      }
    }
  }

  /** Entry of A − L Lᵀ at two positions ≥ rank. */
  private double remainder(int p, int q) {
    double sum = entries.get(order[p], order[q]);
    for (int c = 0; c < rank; c++) {
      sum -= columns[c][p - c] * columns[c][q - c];
    }
    return sum;
  }

  /** Appends the columns of the pivots at the front, whose own rows are given. */
  private void appendColumns(double[][] corner) {
    int first = rank;
    int taken = corner.length;
    for (int j = 0; j < taken; j++) {
      columns[first + j] = new double[n - first - j];
      for (int p = j; p < taken; p++) {
        columns[first + j][p - j] = corner[p][j];
      }
    }
    int begin = first + taken;
    parallel.forEach(n - begin, TILE, (from, to) -> fill(corner, begin + from, begin + to));
    rank += taken;
  }

  /** The new columns at the positions from … to − 1, and what they leave of the diagonal. */
  private void fill(double[][] corner, int from, int to) {
    int taken = corner.length;
    double[][] w = new double[taken][to - from];
    for (int j = 0; j < taken; j++) {
      for (int i = from; i < to; i++) {
        w[j][i - from] = entries.get(order[i], order[rank + j]);
      }
    }
    subtractEarlier(w, from);
    for (int j = 0; j < taken; j++) {
      for (int m = 0; m < j; m++) {
        subtract(w[j], w[m], 0, corner[j][m]);
      }
      double pivot = corner[j][j];
      for (int i = 0; i < to - from; i++) {
        w[j][i] /= pivot;
        remaining[from + i] = Math.max(0, remaining[from + i] - w[j][i] * w[j][i]);
      }
      System.arraycopy(w[j], 0, columns[rank + j], from - rank - j, to - from);
    }
  }

  /** w[j][i] −= Σ_{c &lt; rank} L[i][c] L[pivot j][c], four columns at a time. */
  private void subtractEarlier(double[][] w, int from) {
    int c = 0;
    for (; c + 4 <= rank; c += 4) {
      for (int j = 0; j < w.length; j++) {
        subtractFour(w[j], c, from, rank + j);
      }
    }
    for (; c < rank; c++) {
      for (int j = 0; j < w.length; j++) {
        subtract(w[j], columns[c], from - c, columns[c][rank + j - c]);
      }
    }
  }

  private void subtractFour(double[] w, int c, int from, int pivot) {
    double[] l0 = columns[c];
    double[] l1 = columns[c + 1];
    double[] l2 = columns[c + 2];
    double[] l3 = columns[c + 3];
    int at = from - c;
    double s0 = l0[pivot - c];
    double s1 = l1[pivot - c - 1];
    double s2 = l2[pivot - c - 2];
    double s3 = l3[pivot - c - 3];
    for (int i = 0; i < w.length; i++) {
      w[i] -= (l0[at + i] * s0 + l1[at + i - 1] * s1) + (l2[at + i - 2] * s2 + l3[at + i - 3] * s3);
    }
  }

  private static void subtract(double[] w, double[] l, int at, double s) {
    for (int i = 0; i < w.length; i++) {
      w[i] -= l[at + i] * s;
    }
  }
}
