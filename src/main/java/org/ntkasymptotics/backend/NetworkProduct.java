package org.ntkasymptotics.backend;

import org.ntkasymptotics.linalg.RowMatrix;

/** {@link KernelProduct} of a finite network, J Jᵀ v/M by a pass back and one forward. */
public final class NetworkProduct implements KernelProduct {
  private final Descent descent;
  private final int order;

  /**
   * Takes a descent over.
   *
   * @param order M
   */
  public NetworkProduct(Descent descent, int order) {
    this.descent = descent;
    this.order = order;
  }

  @Override
  public int order() {
    return order;
  }

  @Override
  public RowMatrix apply(RowMatrix vectors) {
    return apply(0, order, vectors);
  }

  /** The passes go over all points, whatever rows are asked for. */
  @Override
  public RowMatrix apply(int from, int to, RowMatrix vectors) {
    Shapes.requireLength(order, vectors, "vector");
    Shapes.requireRows(order, from, to);
    RowMatrix out = RowMatrix.zeros(vectors.rows(), to - from);
    for (int k = 0; k < vectors.rows(); k++) {
      double[] image = descent.tangentProduct(vectors.row(k));
      System.arraycopy(image, from, out.array(), k * (to - from), to - from);
    }
    return out;
  }

  @Override
  public void close() {
    descent.close();
  }
}
