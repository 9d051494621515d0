package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.DistanceKernel;
import org.ntkasymptotics.linalg.RowMatrix;

/** Entries of a kernel of the distance. */
final class DistanceEntries implements KernelEntries {
  private final PointColumns points;
  private final SquareSums squares;
  private final DistanceLoops loops;

  /** The entries on points (M, d), with explicit vectors or without. */
  DistanceEntries(DistanceKernel kernel, RowMatrix points, boolean vectors) {
    this.points = PointColumns.plain(points);
    this.squares = vectors ? new VectorSquareSums() : new PlainSquareSums();
    this.loops = DistanceLoops.of(kernel, vectors);
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
    loops.fill(scale, n, tile);
  }
}
