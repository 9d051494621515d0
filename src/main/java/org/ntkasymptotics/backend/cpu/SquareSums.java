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

  /**
   * Both chords, {@code e[i] = |u_{from+i} − u_j|²} and {@code f[i] = |u_{from+i} + u_j|²}, of
   * vectors of length 1. Where no pair is far apart F is 4 − E, which rounds as F itself does.
   *
   * @param spare scratch, as long as e and f
   */
  default void ofChords(
      double[][] u, int j, int from, int n, double[] e, double[] f, double[] spare) {
    ofDifferences(u, 1, j, from, n, e, spare);
    double least = 4;
    for (int i = 0; i < n; i++) {
      f[i] = 4 - e[i];
      least = Math.min(least, f[i]);
    }
    if (least < 1) {
      ofDifferences(u, -1, j, from, n, f, spare);
    }
  }
}
