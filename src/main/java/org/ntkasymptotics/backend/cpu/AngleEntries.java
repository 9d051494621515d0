package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.ReluNtkSingular;
import org.ntkasymptotics.linalg.RowMatrix;

/** Entries of {@code relu-ntk-singular}, −σ_w²/(2π) r r′ φ. */
final class AngleEntries implements KernelEntries {
  private final PointColumns points;
  private final PairChords chords;
  private final LayerSteps steps;
  private final double factor;

  /** The entries on points (M, d), with explicit vectors or without. */
  AngleEntries(ReluNtkSingular kernel, RowMatrix points, boolean vectors) {
    this.points = PointColumns.directed(points, kernel.sigmaW(), kernel.sigmaB());
    this.chords = PairChords.of(this.points, vectors);
    this.steps = LayerSteps.of(vectors);
    this.factor = -kernel.sigmaW() * kernel.sigmaW() / 2;
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
    steps.angles(scale * factor * points.norms[j], points.norms, from, n, tile);
  }
}
