package org.ntkasymptotics.backend.cpu;

/**
 * Squared distances |u − sign u′|² from one vector to a run of others, summed over short runs of
 * coordinates, which keeps the rounding of long sums small.
 */
interface SquareSums {
  /** Coordinates summed before they join the total. */
  int RUN = 16;

  /**
   * {@code sum[i] = Σ_k (u[k][from + i] − sign u[k][j])²}, 0 ≤ i &lt; n.
   *
   * @param u coordinate after coordinate, each {@link PointColumns#PAD} longer than its points
   * @param sum at least n + {@link PointColumns#PAD} long
   * @param spare scratch, as long
   */
  void ofDifferences(
      double[][] u, double sign, int j, int from, int n, double[] sum, double[] spare);

  /** The fastest form that this JVM can run. */
  static SquareSums fastest() {
    return PairAngles.vectorised() ? new VectorSquareSums() : new PlainSquareSums();
  }
}
