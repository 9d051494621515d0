package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.PowerProfile;

/** The angular function of {@link PowerProfile} over a run of pairs. */
interface PowerLoops {

  /**
   * {@code tile.entries[i] = scale · weights[from + i] · g(φ)} from E in {@code tile.e} and F in
   * {@code tile.f}, 0 ≤ i &lt; n.
   *
   * @param weights of all points, {@link PointColumns#PAD} longer
   */
  void fill(double scale, double[] weights, int from, int n, PairTile tile);

  /** The loops, with explicit vectors, which need the {@link VectorModule}, or without. */
  static PowerLoops of(PowerProfile profile, boolean vectors) {
    return vectors ? new VectorPowerLoops(profile) : new PlainPowerLoops(profile);
  }
}
