package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.DistanceKernel;
import org.ntkasymptotics.linalg.RowMatrix;

/** Entries of a kernel of the distance. */
final class DistanceEntries implements KernelEntries {
  private final DistanceKernel kernel;
  private final PointColumns points;
  private final SquareSums squares;

  DistanceEntries(DistanceKernel kernel, RowMatrix points) {
    this(kernel, PointColumns.plain(points), SquareSums.fastest());
  }

  DistanceEntries(DistanceKernel kernel, PointColumns points, SquareSums squares) {
    this.kernel = kernel;
    this.points = points;
    this.squares = squares;
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
    squares.ofDifferences(points.coordinates, 1, j, from, n, tile.distance, tile.spare);
    for (int i = 0; i < n; i++) {
      tile.distance[i] = Math.sqrt(tile.distance[i]);
    }
    DistanceLoops.fill(kernel, scale, n, tile);
  }
}
