package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.PowerKernel;
import org.ntkasymptotics.linalg.RowMatrix;

/** Entries of a kernel of activation (z)₊^q: σ_w² r^q r′^q g(φ), without φ itself. */
final class PowerEntries implements KernelEntries {
  private final PointColumns points;
  private final PairAngles angles;
  private final PowerLoops loops;

  /** σ_w r^q. */
  private final double[] weights;

  PowerEntries(PowerKernel kernel, PointColumns points, PairAngles angles, PowerLoops loops) {
    this.points = points;
    this.angles = angles;
    this.loops = loops;
    weights = new double[points.norms.length];
    for (int i = 0; i < points.count; i++) {
      weights[i] = kernel.sigmaW() * Math.pow(points.norms[i], kernel.q());
    }
  }

  static PowerEntries of(PowerKernel kernel, RowMatrix points) {
    PointColumns columns = PointColumns.lifted(points, kernel.sigmaW(), kernel.sigmaB());
    PairAngles angles = PairAngles.of(columns);
    PowerLoops loops =
        PairAngles.vectorised()
            ? new VectorPowerLoops(kernel.profile())
            : new PlainPowerLoops(kernel.profile());
    return new PowerEntries(kernel, columns, angles, loops);
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
    angles.products(j, from, n, tile);
    loops.fill(points.norms[j], points.norms, from, n, tile);
    double[] entries = tile.entries;
    double weight = scale * weights[j];
    for (int i = 0; i < n; i++) {
      entries[i] = weight * weights[from + i] * entries[i];
    }
  }
}
