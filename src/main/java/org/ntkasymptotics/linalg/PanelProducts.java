package org.ntkasymptotics.linalg;

/**
 * Products of a panel, that is a few long rows, with bundles of vectors: the inner loops of
 * everything that multiplies what it does not store, or orthogonalises long vectors.
 *
 * <p>A panel is {@link #ROWS} rows of an array, row c at {@code at + c * pitch}; bundles hold
 * vector k at {@code from + k * stride}. Every sum is taken in an order that depends on the number
 * of values alone, so the same vectors give the same bits in any bundle.
 */
public interface PanelProducts {
  /** Rows of a panel. */
  int ROWS = 4;

  /** Values of a row at a time, so that panel and vectors stay in the nearest caches. */
  int LENGTH = 512;

  /**
   * {@code sums[k * ROWS + c] = Σ_i panel[at + c * pitch + i] x[from + k * stride + i]}, 0 ≤ i &lt;
   * n.
   *
   * @param vectors number of vectors k
   */
  void dots(
      double[] panel,
      int at,
      int pitch,
      int n,
      double[] x,
      int from,
      int stride,
      int vectors,
      double[] sums);

  /**
   * {@code y[from + k * stride + i] += Σ_c panel[at + c * pitch + i] weights[k * ROWS + c]}, 0 ≤ i
   * &lt; n.
   *
   * @param vectors number of vectors k
   */
  void add(
      double[] panel,
      int at,
      int pitch,
      int n,
      double[] weights,
      int vectors,
      double[] y,
      int from,
      int stride);

  /** The fastest form that this JVM can run. */
  static PanelProducts fastest() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorPanelProducts()
        : new PlainPanelProducts();
  }
}
