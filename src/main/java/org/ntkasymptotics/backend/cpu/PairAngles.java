package org.ntkasymptotics.backend.cpu;

/**
 * Angles between one lifted point and a run of others, without branches or acos.
 *
 * <p>Formula: d ≤ 3: S² = σ_w² (σ_w² Σ_{k&lt;l} (D_k y_l − D_l y_k)² + σ_b² |D|²), D = x − x′, y
 * the shorter of the two; above, from the chords E = |x̃/r − x̃′/r′|² and F = |x̃/r + x̃′/r′|²: S²
 * = (r r′)² E F/4, C = r r′ (F − E)/4 (small E and F by {@link ClosePairs}). Then φ = 2 atan(S/(r
 * r′ + |C|)), reflected where C &lt; 0. Source: theory, section 2. Domain and special values: as
 * {@link org.ntkasymptotics.kernel.LiftedAngle}. Error: φ within 12·2⁻⁵³ (relative to max(φ,
 * |D|/max(r, r′)) for d ≤ 3 and below 0.03, absolute else), asserted by {@code PairAnglesTest}.
 */
interface PairAngles {

  /**
   * Leaves S² in {@code tile.sine} and C in {@code tile.cosine} [0, count) for the pairs (from + i,
   * j), for kernels that do not need φ itself.
   *
   * @param count at most {@link PairTile#ROWS}
   */
  void products(int j, int from, int count, PairTile tile);

  /**
   * Fills {@code tile.sine, cosine, phi} [0, count) for the pairs (from + i, j).
   *
   * @param count at most {@link PairTile#ROWS}
   */
  void fill(int j, int from, int count, PairTile tile);

  /** The fastest form that this JVM can run. */
  static PairAngles of(PointColumns points) {
    return vectorised() ? new VectorPairAngles(points) : new PlainPairAngles(points);
  }

  /** How the loops run in this JVM, in words. */
  static String kind() {
    return vectorised()
        ? VectorPairAngles.bits() + " bit (jdk.incubator.vector)"
        : "plain Java (jdk.incubator.vector not in this JVM; start with ./ntk)";
  }

  /** Whether the vector classes can be loaded. */
  static boolean vectorised() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
