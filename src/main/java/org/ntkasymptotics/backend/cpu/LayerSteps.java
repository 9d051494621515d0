package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.special.Chebyshev;

/**
 * The recursion of {@link org.ntkasymptotics.kernel.ReluLayers} over a run of pairs, one layer at a
 * time, in chords instead of angles. Between steps the tile holds {@code e} and {@code f}, the
 * chords of the current layer, and {@code theta} = T.
 *
 * <p>Formula: with p = min(E, F) = 4 sin²(ψ/2), ψ the smaller of φ and π − φ, ψ = π √p G(p) and sin
 * ψ − ψ cos ψ = π p √p D(p), both polynomials to working precision: so h = 1 − κ(φ) = min(E/2, 1) −
 * p √p D(p), and φ/π is √p G(p) or 1 − √p G(p). The next layer has E = (a − a′)² + (b − b′)² + 2 a
 * a′ h, a sum of positive terms, and no obtuse angles, which F = 4 says. So a layer costs one root,
 * no division and no arc function. Error: √E moves by less than an ulp of 1 with every layer,
 * asserted by {@code GramContract}.
 */
interface LayerSteps {
  /** Terms of G and D, whose nearest singularity is the chord of φ = 2π: 1.2·10⁻¹⁶ is left out. */
  int TERMS = 18;

  /** The first layer: the chords are those of {@link PairChords}, T is cos φ. */
  void begin(int n, PairTile tile);

  /**
   * From one layer to the next.
   *
   * @param j index of the one point in a and b
   * @param a {@code ReluLayers.weightShare} of all points, {@link PointColumns#PAD} longer
   * @param b {@code ReluLayers.biasShare} of all points, as long
   */
  void advance(double[] a, double[] b, int j, int from, int n, PairTile tile);

  /**
   * The network's output: {@code tile.entries[i] = scale · factors[from + i] · (κ + T (1 − φ/π))}.
   *
   * @param factors {@code ReluLayers.outputNorm} of all points, {@link PointColumns#PAD} longer
   * @param ntk whether with T: the NTK; without it: the covariance
   */
  void output(double scale, double[] factors, boolean ntk, int from, int n, PairTile tile);

  /** The angles themselves: {@code tile.entries[i] = scale · factors[from + i] · φ/π}. */
  void angles(double scale, double[] factors, int from, int n, PairTile tile);

  /** The steps, with explicit vectors, which need the {@link VectorModule}, or without. */
  static LayerSteps of(boolean vectors) {
    return vectors ? new VectorLayerSteps() : new PlainLayerSteps();
  }

  /** Powers of p − 1 for G. */
  static double[] angle() {
    return Chebyshev.powers(y -> ratio(y + 1) / Math.PI, TERMS);
  }

  /** Powers of p − 1 for D. */
  static double[] crescent() {
    return Chebyshev.powers(y -> crescent(y + 1) / Math.PI, TERMS);
  }

  private static double ratio(double p) {
    double chord = Math.sqrt(p);
    return p == 0 ? 1 : 2 * Math.asin(chord / 2) / chord;
  }

  /** (sin ψ − ψ cos ψ)/ψ³ = Σ (−1)^{k+1} 2k ψ^{2k−2}/(2k+1)!, times (ψ/√p)³. */
  private static double crescent(double p) {
    double ratio = ratio(p);
    double square = ratio * ratio * p;
    double term = 1.0 / 3;
    double sum = term;
    for (int k = 2; k <= 14; k++) {
      term *= -square / ((2 * k + 1) * (2 * k - 2));
      sum += term;
    }
    return ratio * ratio * ratio * sum;
  }
}
