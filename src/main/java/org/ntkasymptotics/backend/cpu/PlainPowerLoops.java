package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.PowerProfile;

/** {@link PowerLoops} in plain Java. */
final class PlainPowerLoops implements PowerLoops {
  private final PowerProfile profile;

  PlainPowerLoops(PowerProfile profile) {
    this.profile = profile;
  }

  @Override
  public void fill(double rj, double[] norms, int from, int n, PairTile tile) {
    for (int i = 0; i < n; i++) {
      double rr = Math.max(rj * norms[from + i], Double.MIN_NORMAL);
      double c = tile.cosine[i];
      double s = Math.min(tile.sine[i] / (2 * rr) / (rr + Math.abs(c)), 0.5);
      tile.entries[i] = profile.at(s, c < 0);
    }
  }
}
