package org.ntkasymptotics.backend.cpu;

/**
 * The recursion of {@link org.ntkasymptotics.kernel.ReluLayers} over a run of pairs: its steps, one
 * layer at a time. Between steps the tile holds {@code sine} = sin φ, {@code cosine} = cos φ,
 * {@code phi} = φ and {@code theta} = T of the current layer. Error: as there with plain sums,
 * asserted by {@code GramContract}.
 */
interface LayerSteps {

  /** From what {@link PairAngles} left, with norms, to the first layer's angle without them. */
  void begin(double rj, double[] norms, int from, int n, PairTile tile);

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

  /** The fastest form that this JVM can run. */
  static LayerSteps fastest() {
    return PairAngles.vectorised() ? new VectorLayerSteps() : new PlainLayerSteps();
  }
}
