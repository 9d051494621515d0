package org.ntkasymptotics.krylov;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.linalg.PanelProducts;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Orthonormal vectors of length M, p at a time, and what keeps new ones orthogonal to them. Sums
 * are taken in an order that the number of threads does not change.
 */
final class OrthonormalBasis {
  /** A vector that loses this share of its length is orthogonalised again (Daniel et al. 1976). */
  private static final double KEPT = 0.7071;

  private static final int MOST_PASSES = 5;

  /** Columns of one task. */
  private static final int CHUNK = 4 * PanelProducts.LENGTH;

  private final int order;
  private final int width;
  private final int padded;
  private final ParallelRanges ranges;
  private final PanelProducts panels = PanelProducts.fastest();
  private final List<double[]> blocks = new ArrayList<>();
  private long replacements;

  OrthonormalBasis(int order, int width, ParallelRanges ranges) {
    this.order = order;
    this.width = width;
    this.padded = (width + PanelProducts.ROWS - 1) / PanelProducts.ROWS * PanelProducts.ROWS;
    this.ranges = ranges;
    RowMatrix.requireSize(padded, order);
  }

  /** Number of blocks. */
  int blocks() {
    return blocks.size();
  }

  /** Takes p orthonormal vectors (p, M), orthogonal to all others. */
  void append(RowMatrix vectors) {
    // Rows up to a whole number of panels; what is beyond p stays zero.
    double[] block = new double[padded * order];
    System.arraycopy(vectors.array(), 0, block, 0, width * order);
    blocks.add(block);
  }

  /**
   * Makes the rows of w orthonormal and orthogonal to the basis.
   *
   * @param w (p, M), overwritten
   * @param negligible length below which a row is rounding: a direction of its own takes its place,
   *     with nothing in R
   * @return R, so that what w was, less its part in the basis, is Rᵀ times what it is now
   */
  RowMatrix orthonormalise(RowMatrix w, double negligible) {
    RowMatrix total = identity();
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      subtractProjections(w);
      RowMatrix r = RowMatrix.zeros(width, width);
      double kept = withinBlock(w, r, pass == 0 ? negligible : 0);
      total = product(r, total);
      if (pass > 0 && kept > KEPT) {
        break;
      }
    }
    return total;
  }

  /** Rows of the last block times w: (p, p), entry (i, l) = qᵢ · w_l. */
  RowMatrix lastTimes(RowMatrix w) {
    double[] h = new double[padded * width];
    int last = blocks.size() - 1;
    ranges.forEach(
        padded / PanelProducts.ROWS, 1, (g, end) -> dots(last, g, w, h, g * PanelProducts.ROWS));
    RowMatrix a = RowMatrix.zeros(width, width);
    System.arraycopy(h, 0, a.array(), 0, width * width);
    return a;
  }

  /** h(row + c, l) = Σ over M of basis row c of a panel times w_l. */
  private void dots(int block, int panel, RowMatrix w, double[] h, int row) {
    double[] sums = new double[width * PanelProducts.ROWS];
    double[] basis = blocks.get(block);
    for (int i = 0; i < order; i += PanelProducts.LENGTH) {
      int n = Math.min(PanelProducts.LENGTH, order - i);
      int at = panel * PanelProducts.ROWS * order + i;
      panels.dots(basis, at, order, n, w.array(), i, order, width, sums);
      for (int l = 0; l < width; l++) {
        for (int c = 0; c < PanelProducts.ROWS; c++) {
          h[(row + c) * width + l] += sums[l * PanelProducts.ROWS + c];
        }
      }
    }
  }

  private void subtractProjections(RowMatrix w) {
    int perBlock = padded / PanelProducts.ROWS;
    double[] h = new double[Math.multiplyExact(blocks.size() * padded, width)];
    ranges.forEach(
        blocks.size() * perBlock,
        1,
        (g, end) -> dots(g / perBlock, g % perBlock, w, h, g * PanelProducts.ROWS));
    ranges.forEach(order, CHUNK, (from, to) -> subtract(h, w, from, to));
  }

  private void subtract(double[] h, RowMatrix w, int from, int to) {
    double[] weights = new double[width * PanelProducts.ROWS];
    int perBlock = padded / PanelProducts.ROWS;
    for (int i = from; i < to; i += PanelProducts.LENGTH) {
      int n = Math.min(PanelProducts.LENGTH, to - i);
      for (int g = 0; g < blocks.size() * perBlock; g++) {
        for (int l = 0; l < width; l++) {
          for (int c = 0; c < PanelProducts.ROWS; c++) {
            weights[l * PanelProducts.ROWS + c] = -h[(g * PanelProducts.ROWS + c) * width + l];
          }
        }
        int at = g % perBlock * PanelProducts.ROWS * order + i;
        panels.add(blocks.get(g / perBlock), at, order, n, weights, width, w.array(), i, order);
      }
    }
  }

  /** Gram–Schmidt among the rows; returns the least length left, a share where all were 1. */
  private double withinBlock(RowMatrix w, RowMatrix r, double negligible) {
    double least = Double.POSITIVE_INFINITY;
    for (int l = 0; l < width; l++) {
      for (int i = 0; i < l; i++) {
        double overlap = dot(w, i, w, l);
        axpy(-overlap, w, i, w, l);
        r.set(i, l, overlap);
      }
      double after = Math.sqrt(dot(w, l, w, l));
      if (after <= negligible || after == 0) {
        // It lies in the others' span: R(l, l) stays 0, and the new direction has no part in it.
        replace(w, l);
        least = 0;
      } else {
        r.set(l, l, after);
        scale(1 / after, w, l);
        least = Math.min(least, after);
      }
    }
    return least;
  }

  /** A row of noise without a generator: multiples of the golden ratio, modulo 1. */
  private void replace(RowMatrix w, int l) {
    replacements++;
    for (int i = 0; i < order; i++) {
      double noise = (i + 1) * 0.6180339887498949 * replacements;
      w.set(l, i, noise - Math.floor(noise) - 0.5);
    }
    for (int i = 0; i < l; i++) {
      axpy(-dot(w, i, w, l), w, i, w, l);
    }
    scale(1 / Math.sqrt(dot(w, l, w, l)), w, l);
  }

  private double dot(RowMatrix a, int rowA, RowMatrix b, int rowB) {
    double[] x = a.array();
    double[] y = b.array();
    return ranges.sum(
        order,
        CHUNK,
        (from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += x[rowA * order + i] * y[rowB * order + i];
          }
          return sum;
        });
  }

  private void axpy(double factor, RowMatrix a, int rowA, RowMatrix b, int rowB) {
    double[] x = a.array();
    double[] y = b.array();
    ranges.forEach(
        order,
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[rowB * order + i] += factor * x[rowA * order + i];
          }
        });
  }

  private void scale(double factor, RowMatrix a, int row) {
    double[] x = a.array();
    ranges.forEach(
        order,
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            x[row * order + i] *= factor;
          }
        });
  }

  private RowMatrix identity() {
    RowMatrix one = RowMatrix.zeros(width, width);
    for (int i = 0; i < width; i++) {
      one.set(i, i, 1);
    }
    return one;
  }

  private RowMatrix product(RowMatrix a, RowMatrix b) {
    RowMatrix c = RowMatrix.zeros(width, width);
    for (int i = 0; i < width; i++) {
      for (int k = 0; k < width; k++) {
        for (int j = 0; j < width; j++) {
          c.set(i, j, c.get(i, j) + a.get(i, k) * b.get(k, j));
        }
      }
    }
    return c;
  }
}
