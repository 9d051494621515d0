package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.special.Chebyshev;

/** The loops of {@link ReluEntries} over a run of pairs. */
interface ReluLoops {
  /**
   * Terms of B, whose nearest singularity is the chord of φ = 2π: the fit stays within 1.7·10⁻¹⁶, a
   * third of a rounding error of the bracket's largest value m π.
   */
  int TERMS = 18;

  /**
   * From E and F to {@code tile.entries[i] = factor r_{from+i} (sin φ + m (π − φ) cos φ)}.
   *
   * @param factor σ_w²/(2π) times r of point j and the scale asked for
   */
  void brackets(double factor, int from, int n, PairTile tile);

  /**
   * The loops for the kernel with the factor m.
   *
   * @param vectors whether with explicit vectors, which need the {@link VectorModule}
   */
  static ReluLoops of(double[] norms, int m, boolean vectors) {
    return vectors ? new VectorReluLoops(norms, m) : new PlainReluLoops(norms, m);
  }

  /**
   * Powers of y = p − 1 for B(p) = cos(ψ/2) − m (ψ/2)/sin(ψ/2) cos ψ, p = 4 sin²(ψ/2) in [0, 2].
   */
  static double[] polynomial(int m) {
    return Chebyshev.powers(y -> bracket(y + 1, m), TERMS);
  }

  private static double bracket(double p, int m) {
    double half = Math.asin(Math.sqrt(p) / 2);
    double overSine = p == 0 ? 1 : half / (Math.sqrt(p) / 2);
    return Math.cos(half) - m * overSine * (1 - p / 2);
  }
}
