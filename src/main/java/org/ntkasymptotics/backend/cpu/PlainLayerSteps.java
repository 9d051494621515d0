package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;

/** {@link LayerSteps} in plain Java. */
final class PlainLayerSteps implements LayerSteps {
  private final double[] angle = LayerSteps.angle();
  private final double[] crescent = LayerSteps.crescent();

  @Override
  public void begin(int n, PairTile tile) {
    for (int i = 0; i < n; i++) {
      tile.theta[i] = 1 - tile.e[i] / 2;
    }
  }

  @Override
  public void advance(double[] a, double[] b, int j, int from, int n, PairTile tile) {
    falls(n, tile);
    for (int i = 0; i < n; i++) {
      double weight = a[from + i] * a[j];
      double da = a[from + i] - a[j];
      double db = b[from + i] - b[j];
      double next = da * da + db * db + 2 * weight * tile.first[i];
      tile.theta[i] = 1 - next / 2 + weight * ((1 - tile.second[i]) * tile.theta[i]);
      tile.e[i] = next;
    }
    Arrays.fill(tile.f, 0, n, 4);
  }

  @Override
  public void output(double scale, double[] factors, boolean ntk, int from, int n, PairTile tile) {
    falls(n, tile);
    double layers = ntk ? 1 : 0;
    for (int i = 0; i < n; i++) {
      double sum = 1 - tile.first[i] + layers * ((1 - tile.second[i]) * tile.theta[i]);
      tile.entries[i] = scale * factors[from + i] * sum;
    }
  }

  @Override
  public void angles(double scale, double[] factors, int from, int n, PairTile tile) {
    falls(n, tile);
    for (int i = 0; i < n; i++) {
      tile.entries[i] = scale * factors[from + i] * tile.second[i];
    }
  }

  /** Leaves h in {@code first} and φ/π in {@code second}. */
  private void falls(int n, PairTile tile) {
    double[] y = tile.argument;
    for (int i = 0; i < n; i++) {
      y[i] = Math.min(tile.e[i], tile.f[i]) - 1;
    }
    PlainPolynomials.fill(crescent, y, n, tile.first);
    PlainPolynomials.fill(angle, y, n, tile.second);
    for (int i = 0; i < n; i++) {
      double e = tile.e[i];
      double p = Math.min(e, tile.f[i]);
      double root = Math.sqrt(p);
      double turn = root * tile.second[i];
      tile.first[i] = Math.min(e / 2, 1) - p * root * tile.first[i];
      tile.second[i] = e > 2 ? 1 - turn : turn;
    }
  }
}
