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

  private final FactorColumns columns;
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
    columns = new FactorColumns(n);
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
    return columns.rank();
  }

  /** Trace of A − L Lᵀ: what the factor leaves out. */
  public double remainingTrace() {
    return remainingTrace;
  }

  /** L z in the order of A's indices; z has length rank. */
  public double[] multiply(double[] z) {
    if (z.length != rank()) {
      throw new IllegalArgumentException(
          "a factor of rank " + rank() + " cannot multiply " + z.length + " values");
    }
    double[] byPosition = columns.multiply(z);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[order[i]] = byPosition[i];
    }
    return y;
  }

  private void factorise(double tolerance) {
    double trace = sumFrom(0);
    double floor = PIVOT_FLOOR_ULPS * Math.ulp(1.0) * Arrays.stream(remaining).max().orElse(0);
    remainingTrace = trace;
    while (rank() < n && remainingTrace > tolerance * trace) {
      int block = bringLargestForward();
      if (remaining[rank()] <= floor) {
        break;
      }
      appendColumns(chooseWithin(block, Math.max(floor, FILTER * remaining[rank()])));
      remainingTrace = sumFrom(rank());
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
    int rank = rank();
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
    double left = remaining[a];
    remaining[a] = remaining[b];
    remaining[b] = left;
    columns.swap(a, b);
  }

  /**
   * Factors the block at the front, largest pivot first, until none is above {@code least}, and
   * moves the pivots taken to the front of the block.
   *
   * @return their factor, lower triangle, (taken, taken)
   */
  private double[][] chooseWithin(int block, double least) {
    int rank = rank();
    double[][] remainders = new double[block][block];
    for (int p = 0; p < block; p++) {
      for (int q = 0; q <= p; q++) {
        remainders[p][q] = remainder(rank + p, rank + q);
        remainders[q][p] = remainders[p][q];
      }
    }
    PivotCorner corner = new PivotCorner(remainders);
    while (corner.taken() < block) {
      int best = corner.largest();
      if (corner.taken() > 0 && corner.remaining(best) <= least) {
        break;
      }
      swap(rank + corner.taken(), rank + best);
      corner.take(best);
    }
    return corner.factor();
  }

  /** Entry of A − L Lᵀ at two positions ≥ rank. */
  private double remainder(int p, int q) {
    return entries.get(order[p], order[q]) - columns.product(p, q);
  }

  /** Appends the columns of the pivots at the front, whose own rows are given. */
  private void appendColumns(double[][] corner) {
    columns.begin(corner);
    int begin = rank() + corner.length;
    parallel.forEach(n - begin, TILE, (from, to) -> fill(corner, begin + from, begin + to));
    columns.end(corner.length);
  }

  /** The new columns at the positions from … to − 1, and what they leave of the diagonal. */
  private void fill(double[][] corner, int from, int to) {
    int rank = rank();
    double[][] w = new double[corner.length][to - from];
    for (int j = 0; j < w.length; j++) {
      for (int i = from; i < to; i++) {
        w[j][i - from] = entries.get(order[i], order[rank + j]);
      }
    }
    columns.fill(corner, w, from);
    for (double[] column : w) {
      for (int i = 0; i < column.length; i++) {
        remaining[from + i] = Math.max(0, remaining[from + i] - column[i] * column[i]);
      }
    }
  }
}
