package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.linalg.RowMatrix;

/** Entries of a kernel of the lifted angle. */
final class AngleEntries implements KernelEntries {
  private final AngleKernel kernel;
  private final PointColumns points;
  private final PairAngles angles;

  AngleEntries(AngleKernel kernel, PointColumns points, PairAngles angles) {
    this.kernel = kernel;
    this.points = points;
    this.angles = angles;
  }

  static AngleEntries of(AngleKernel kernel, RowMatrix points) {
    PointColumns columns = PointColumns.lifted(points, kernel.sigmaW(), kernel.sigmaB());
    return new AngleEntries(kernel, columns, PairAngles.of(columns));
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
    angles.fill(j, from, n, tile);
    AngleLoops.fill(kernel, scale, points.norms[j], points.norms, from, n, tile);
  }
}
