package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.DeepReluNtk;
import org.ntkasymptotics.kernel.LayeredKernel;
import org.ntkasymptotics.kernel.ReluLayers;
import org.ntkasymptotics.linalg.RowMatrix;

/** Entries of a kernel of several layers: the first layer's angle, then layer after layer. */
final class LayeredEntries implements KernelEntries {
  private final boolean ntk;
  private final PointColumns points;
  private final PairAngles angles;
  private final LayerSteps steps;

  /** Shares of every step [l][i] and the output factors [i]. */
  private final double[][] weightShares;

  private final double[][] biasShares;
  private final double[] factors;

  LayeredEntries(LayeredKernel kernel, PointColumns points, PairAngles angles, LayerSteps steps) {
    this.ntk = kernel instanceof DeepReluNtk;
    this.points = points;
    this.angles = angles;
    this.steps = steps;
    ReluLayers layers = kernel.layers();
    int length = points.count + PointColumns.PAD;
    weightShares = new double[layers.steps()][length];
    biasShares = new double[layers.steps()][length];
    factors = new double[length];
    for (int i = 0; i < points.count; i++) {
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

  static LayeredEntries of(LayeredKernel kernel, RowMatrix points) {
    PointColumns columns = PointColumns.lifted(points, kernel.sigmaW(), kernel.sigmaB());
    return new LayeredEntries(kernel, columns, PairAngles.of(columns), LayerSteps.fastest());
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
    angles.fill(j, from, n, tile);
    steps.begin(points.norms[j], points.norms, from, n, tile);
    for (int l = 0; l < weightShares.length; l++) {
      steps.advance(weightShares[l], biasShares[l], j, from, n, tile);
    }
    steps.output(scale * factors[j], factors, ntk, from, n, tile);
  }
}
