package org.ntkasymptotics.backend.cpu;

/** The angular function of {@link org.ntkasymptotics.kernel.PowerProfile} over a run of pairs. */
interface PowerLoops {

  /**
   * {@code tile.entries[i] = g(φ)} from S² in {@code tile.sine} and C in {@code tile.cosine}, 0 ≤ i
   * &lt; n.
   *
   * @param rj norm of the one point
   * @param norms norms of the others, from index {@code from}
   */
  void fill(double rj, double[] norms, int from, int n, PairTile tile);
}
