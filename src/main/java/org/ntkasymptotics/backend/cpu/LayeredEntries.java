package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.DeepReluNtk;
import org.ntkasymptotics.kernel.LayeredKernel;
import org.ntkasymptotics.kernel.ReluLayers;
import org.ntkasymptotics.linalg.RowMatrix;

/** Entries of a kernel of several layers: the first layer's chords, then layer after layer. */
final class LayeredEntries implements KernelEntries {
  private final boolean ntk;
  private final PointColumns points;
  private final PairChords chords;
  private final LayerSteps steps;

  /** Shares of every step [l][i] and the output factors [i]. */
  private final double[][] weightShares;

  private final double[][] biasShares;
  private final double[] factors;

  /** The entries on points (M, d), with explicit vectors or without. */
  LayeredEntries(LayeredKernel kernel, RowMatrix points, boolean vectors) {
    this.ntk = kernel instanceof DeepReluNtk;
    this.points = PointColumns.directed(points, kernel.sigmaW(), kernel.sigmaB());
    this.chords = PairChords.of(this.points, vectors);
    this.steps = LayerSteps.of(vectors);
    ReluLayers layers = kernel.layers();
    int length = this.points.norms.length;
    weightShares = new double[layers.steps()][length];
    biasShares = new double[layers.steps()][length];
    factors = new double[length];
    for (int i = 0; i < points.rows(); i++) {
      fillPoint(layers, i);
    }
  }

  private void fillPoint(ReluLayers layers, int i) {
    double r = points.norms[i];
    double from = r;
    for (int l = 0; l < layers.steps(); l++) {
      double to = layers.norm(l + 1, r);
      weightShares[l][i] = layers.weightShare(from, to);
      biasShares[l][i] = layers.biasShare(to);
      from = to;
    }
    factors[i] = layers.outputNorm(r);
    if (!Double.isFinite(factors[i] * factors[i])) {
      throw new IllegalArgumentException(
          "the kernel overflows at point "
              + i
              + ": its norm grows with every layer; take a smaller sigma_w or fewer layers");
    }
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
    steps.begin(n, tile);
    for (int l = 0; l < weightShares.length; l++) {
      steps.advance(weightShares[l], biasShares[l], j, from, n, tile);
    }
    steps.output(scale * factors[j], factors, ntk, from, n, tile);
  }
}
