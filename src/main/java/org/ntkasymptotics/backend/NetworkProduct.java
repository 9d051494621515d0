package org.ntkasymptotics.backend;

import java.util.Arrays;
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
    Shapes.requireLength(order, vectors, "vector");
    RowMatrix out = RowMatrix.zeros(vectors.rows(), order);
    for (int k = 0; k < vectors.rows(); k++) {
      System.arraycopy(descent.tangentProduct(vectors.row(k)), 0, out.array(), k * order, order);
    }
    return out;
  }

  /** The passes go over all points, whichever give and take. */
  @Override
  public RowMatrix across(int split, RowMatrix vectors) {
    Shapes.requireLength(order, vectors, "vector");
    Shapes.requireSplit(order, split);
    RowMatrix out = RowMatrix.zeros(vectors.rows(), order);
    for (int k = 0; k < vectors.rows(); k++) {
      double[] later = vectors.row(k);
      Arrays.fill(later, 0, split, 0);
      double[] earlier = vectors.row(k);
      Arrays.fill(earlier, split, order, 0);
      double[] all = out.array();
      System.arraycopy(descent.tangentProduct(later), 0, all, k * order, split);
      System.arraycopy(
          descent.tangentProduct(earlier), split, all, k * order + split, order - split);
    }
    return out;
  }

  @Override
  public void close() {
    descent.close();
  }
}
