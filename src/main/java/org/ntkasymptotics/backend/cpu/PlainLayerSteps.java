package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;

/** {@link LayerSteps} in plain Java: loops that the JIT compiler can vectorise. */
final class PlainLayerSteps implements LayerSteps {
  private static final double[] ONES = new double[PairTile.ROWS + PointColumns.PAD];

  static {
    Arrays.fill(ONES, 1);
  }

  @Override
  public void begin(double rj, double[] norms, int from, int n, PairTile tile) {
    double[] sine = tile.sine;
    double[] cosine = tile.cosine;
    double[] product = tile.spare;
    for (int i = 0; i < n; i++) {
      product[i] = Math.max(rj * norms[from + i], Double.MIN_NORMAL);
    }
    for (int i = 0; i < n; i++) {
      sine[i] = sine[i] / product[i];
    }
    for (int i = 0; i < n; i++) {
      cosine[i] = cosine[i] / product[i];
    }
    System.arraycopy(cosine, 0, tile.theta, 0, n);
  }

  @Override
  public void advance(double[] a, double[] b, int j, int from, int n, PairTile tile) {
    double[] kappa = tile.spare;
    kappa(n, tile.sine, tile.cosine, tile.phi, kappa);
    theta(a, j, from, n, tile.phi, tile.theta);
    sineSquare(a, b, j, from, n, kappa, tile.sine);
    double[] cosine = tile.cosine;
    double[] theta = tile.theta;
    double aj = a[j];
    double bj = b[j];
    for (int i = 0; i < n; i++) {
      cosine[i] = a[from + i] * aj * kappa[i] + b[from + i] * bj;
    }
    for (int i = 0; i < n; i++) {
      theta[i] += cosine[i];
    }
    PlainPairAngles.angles(1, ONES, 0, n, tile);
  }

  private static void theta(double[] a, int j, int from, int n, double[] phi, double[] theta) {
    double aj = a[j];
    for (int i = 0; i < n; i++) {
      theta[i] = a[from + i] * aj * ((1 - phi[i] / Math.PI) * theta[i]);
    }
  }

  private static void sineSquare(
      double[] a, double[] b, int j, int from, int n, double[] kappa, double[] square) {
    double aj = a[j];
    double bj = b[j];
    for (int i = 0; i < n; i++) {
      double weight = a[from + i] * aj;
      double inner = weight * (1 + kappa[i]) + 2 * (b[from + i] * bj);
      square[i] = weight * square[i] * inner;
    }
    for (int i = 0; i < n; i++) {
      double turn = (a[from + i] - aj) * bj - (b[from + i] - bj) * aj;
      square[i] += turn * turn;
    }
  }

  @Override
  public void output(double scale, double[] factors, boolean ntk, int from, int n, PairTile tile) {
    double[] out = tile.entries;
    double[] phi = tile.phi;
    double[] theta = tile.theta;
    kappa(n, tile.sine, tile.cosine, phi, out);
    if (ntk) {
      for (int i = 0; i < n; i++) {
        out[i] += theta[i] * (1 - phi[i] / Math.PI);
      }
    }
    for (int i = 0; i < n; i++) {
      out[i] *= scale * factors[from + i];
    }
  }

  /** κ, and h = 1 − κ in place of the sine. */
  private static void kappa(int n, double[] sine, double[] cosine, double[] phi, double[] kappa) {
    for (int i = 0; i < n; i++) {
      double magnitude = Math.abs(cosine[i]);
      double acute = sine[i] * sine[i] / (1 + magnitude);
      // 1 − cos φ as a sum that is exact for acute angles: loops with ?: stay scalar.
      double sign = cosine[i] / (magnitude + Double.MIN_NORMAL);
      kappa[i] = acute + (1 - sign) * (1 - acute);
    }
    for (int i = 0; i < n; i++) {
      sine[i] = Math.max(kappa[i] - (sine[i] - phi[i] * cosine[i]) * (1 / Math.PI), 0);
    }
    for (int i = 0; i < n; i++) {
      kappa[i] = 1 - sine[i];
    }
  }
}
