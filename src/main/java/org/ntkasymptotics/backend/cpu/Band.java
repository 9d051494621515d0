package org.ntkasymptotics.backend.cpu;

/**
 * A symmetric band matrix of order n and half-width b with room for the bulge that chasing makes:
 * entry (i, j) at {@code j * stride + (i − j)}, for i − j from −(b − 1) to 2b − 1. Both triangles
 * are kept up to distance b − 1, so that diagonal blocks can be read as full columns.
 *
 * <p>Any block of it is an ordinary column-major matrix with leading dimension {@code stride − 1}.
 */
final class Band {
  final int order;
  final int width;
  final int stride;
  final double[] values;

  Band(int order, int width) {
    this.order = order;
    this.width = width;
    this.stride = 3 * width;
    this.values = new double[Math.multiplyExact(order, stride)];
  }

  /** Where entry (i, j) is. */
  int at(int i, int j) {
    return j * (stride - 1) + i;
  }

  /** Copies the lower triangle, distances 1 … b − 1, to the upper. */
  void mirror() {
    for (int j = 0; j < order; j++) {
      for (int i = j + 1; i < Math.min(order, j + width); i++) {
        values[at(j, i)] = values[at(i, j)];
      }
    }
  }

  /** The diagonal. */
  double[] diagonal() {
    double[] d = new double[order];
    for (int j = 0; j < order; j++) {
      d[j] = values[at(j, j)];
    }
    return d;
  }

  /** The entries below the diagonal, length n, the last one 0. */
  double[] subdiagonal() {
    double[] e = new double[order];
    for (int j = 0; j + 1 < order; j++) {
      e[j] = values[at(j + 1, j)];
    }
    return e;
  }
}
