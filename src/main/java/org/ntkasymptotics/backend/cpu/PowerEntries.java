package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.PowerKernel;
import org.ntkasymptotics.kernel.PowerProfile;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Entries of a kernel of activation (z)₊^q: σ_w² r^q r′^q g(φ), without φ itself, from s = min(E,
 * F)/4 by the {@link PowerProfile}. Where g is steep at φ = 0 the chords are those of finely
 * directed points.
 */
final class PowerEntries implements KernelEntries {
  private final PointColumns points;
  private final PairChords chords;
  private final PowerLoops loops;

  /** σ_w r^q. */
  private final double[] weights;

  /** The entries on points (M, d), with explicit vectors or without. */
  PowerEntries(PowerKernel kernel, RowMatrix points, boolean vectors) {
    PowerProfile profile = kernel.profile();
    this.points =
        profile.order() == 0
            ? PointColumns.finelyDirected(points, kernel.sigmaW(), kernel.sigmaB())
            : PointColumns.directed(points, kernel.sigmaW(), kernel.sigmaB());
    chords = PairChords.of(this.points, vectors);
    loops = PowerLoops.of(profile, vectors);
    weights = new double[this.points.norms.length];
    for (int i = 0; i < points.rows(); i++) {
      weights[i] = kernel.sigmaW() * Math.pow(this.points.norms[i], kernel.q());
    }
  }

  @Override
  public int count() {
    return points.count;
  }

  @Override
  public int tileRows() {
    return points.tileRows();
  }

  @Override
  public void fill(int j, int from, int n, double scale, PairTile tile) {
    chords.fill(j, from, n, tile);
    loops.fill(scale * weights[j], weights, from, n, tile);
  }
}
