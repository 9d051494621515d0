package org.ntkasymptotics.backend.cpu;

/**
 * Squared chords between one lifted point and a run of others, which stand for the angle φ between
 * them: E = |x̃/r − x̃′/r′|² = 4 sin²(φ/2) and F = |x̃/r + x̃′/r′|² = 4 cos²(φ/2).
 *
 * <p>Source: theory, section 2. Special values: coinciding points have E = 0 exactly; a vanishing
 * x̃ has E = F = |x̃′/r′|². Error: from {@link PointColumns#directed} points √E and √F are good to
 * an ulp of 1, from {@link PointColumns#finelyDirected} ones E and F to a few ulp of themselves,
 * asserted by {@code PairChordsTest}.
 */
interface PairChords {

  /**
   * Leaves E in {@code tile.e} and F in {@code tile.f} [0, n) for the pairs (from + i, j).
   *
   * @param n at most {@link PairTile#ROWS}
   */
  void fill(int j, int from, int n, PairTile tile);

  /**
   * The form for these points.
   *
   * @param vectors whether with explicit vectors, which need the {@link VectorModule}
   */
  static PairChords of(PointColumns points, boolean vectors) {
    return vectors ? new VectorPairChords(points) : new PlainPairChords(points);
  }
}
