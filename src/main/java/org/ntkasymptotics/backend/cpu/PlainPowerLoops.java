package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.PowerProfile;

/** {@link PowerLoops} in plain Java. */
final class PlainPowerLoops implements PowerLoops {
  private final PowerProfile profile;

  PlainPowerLoops(PowerProfile profile) {
    this.profile = profile;
  }

  @Override
  public void fill(double scale, double[] weights, int from, int n, PairTile tile) {
    for (int i = 0; i < n; i++) {
      double e = tile.e[i];
      double g = profile.at(Math.min(e, tile.f[i]) / 4, e > 2);
      tile.entries[i] = scale * weights[from + i] * g;
    }
  }
}
