package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Entries of {@code relu-ntk} (m = 2) and {@code relu-covariance} (m = 1), σ_w²/(2π) r r′ (sin φ +
 * m (π − φ) cos φ), without φ itself.
 *
 * <p>Formula: with the chords E = |x̃/r − x̃′/r′|², F = |x̃/r + x̃′/r′|² and p = min(E, F) = 4
 * sin²(ψ/2), ψ the smaller of φ and π − φ, the bracket is √p B(p) + m π max(cos φ, 0), cos φ = 1 −
 * E/2: B serves both φ and π − φ, and is a polynomial to working precision ({@link
 * ReluLoops#polynomial}). So a pair costs one root, no division and no arc function. Source:
 * theory, section 2, and φ = 2 arcsin(√E/2). Domain and special values: as the records; coinciding
 * points have E = 0 exactly. Error: 12·2⁻⁵³ of √(Θ(x,x) Θ(x′,x′)), asserted by {@code GramContract}
 * and {@code ReluEntriesTest}. Directions are rounded coordinate by coordinate, so φ is good to an
 * ulp of 1 and not of itself, which these kernels, Lipschitz in φ, do not feel.
 */
final class ReluEntries implements KernelEntries {
  private final PointColumns points;
  private final PairChords chords;
  private final ReluLoops loops;
  private final double factor;

  private ReluEntries(AngleKernel kernel, PointColumns points, PairChords chords, ReluLoops loops) {
    this.points = points;
    this.chords = chords;
    this.loops = loops;
    this.factor = kernel.sigmaW() * kernel.sigmaW() / (2 * Math.PI);
  }

  /**
   * The entries on points (M, d).
   *
   * @param kernel a ReluNtk or ReluCovariance
   * @param vectors whether with explicit vectors
   */
  static ReluEntries of(AngleKernel kernel, RowMatrix points, boolean vectors) {
    PointColumns columns = PointColumns.directed(points, kernel.sigmaW(), kernel.sigmaB());
    int m = kernel instanceof ReluNtk ? 2 : 1;
    return new ReluEntries(
        kernel, columns, PairChords.of(columns, vectors), ReluLoops.of(columns.norms, m, vectors));
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
    loops.brackets(scale * factor * points.norms[j], from, n, tile);
  }
}
