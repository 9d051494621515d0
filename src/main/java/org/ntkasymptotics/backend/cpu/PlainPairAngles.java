package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.special.Arctangent;

/**
 * {@link PairAngles} in plain Java: many small loops over short arrays, each simple enough for the
 * JIT compiler to vectorise (one long loop is not).
 */
final class PlainPairAngles implements PairAngles {
  private static final double[] Q = Arctangent.coefficients();

  private final PointColumns points;
  private final SquareSums squares = new PlainSquareSums();

  PlainPairAngles(PointColumns points) {
    this.points = points;
  }

  @Override
  public void products(int j, int from, int count, PairTile tile) {
    if (points.dimension <= PointColumns.MINORS_UP_TO) {
      minors(j, from, count, tile);
    } else {
      chords(j, from, count, tile);
    }
  }

  @Override
  public void fill(int j, int from, int count, PairTile tile) {
    products(j, from, count, tile);
    angles(points.norms[j], points.norms, from, count, tile);
  }

  /** Leaves S² in {@code sine} and C in {@code cosine}. */
  private void minors(int j, int from, int n, PairTile tile) {
    double[] wedge = tile.sine;
    double[] dot = tile.cosine;
    double[] distance = tile.spare;
    java.util.Arrays.fill(wedge, 0, n, 0);
    java.util.Arrays.fill(dot, 0, n, 0);
    java.util.Arrays.fill(distance, 0, n, 0);
    double[] weight = tile.phi;
    weights(points.norms, points.norms[j], from, n, weight);
    for (int k = 0; k < points.dimension; k++) {
      double[] x = points.coordinates[k];
      addDot(x, x[j], from, n, dot, distance);
      for (int l = 0; l < k; l++) {
        double[] y = points.coordinates[l];
        addMinor(x, y, x[j], y[j], weight, from, n, wedge);
      }
    }
    double w2 = points.sigmaW * points.sigmaW;
    double b2 = points.sigmaB * points.sigmaB;
    for (int i = 0; i < n; i++) {
      wedge[i] = w2 * (w2 * wedge[i] + b2 * distance[i]);
    }
    for (int i = 0; i < n; i++) {
      dot[i] = w2 * dot[i] + b2;
    }
  }

  private static void addDot(
      double[] x, double xj, int from, int n, double[] dot, double[] distance) {
    for (int i = 0; i < n; i++) {
      dot[i] += x[from + i] * xj;
    }
    for (int i = 0; i < n; i++) {
      double difference = x[from + i] - xj;
      distance[i] += difference * difference;
    }
  }

  /** 1 where point i is the shorter of the two, 0 where it is the longer; ½ where they tie. */
  private static void weights(double[] norms, double rj, int from, int n, double[] weight) {
    for (int i = 0; i < n; i++) {
      double t = norms[from + i] - rj;
      weight[i] = 0.5 - 0.5 * t / (Math.abs(t) + Double.MIN_NORMAL);
    }
  }

  /** A choice written as a weighted sum, exact for weights 0 and 1: loops with ?: stay scalar. */
  private static void addMinor(
      double[] x,
      double[] y,
      double xj,
      double yj,
      double[] weight,
      int from,
      int n,
      double[] wedge) {
    for (int i = 0; i < n; i++) {
      double w = weight[i];
      double xs = w * x[from + i] + (1 - w) * xj;
      double ys = w * y[from + i] + (1 - w) * yj;
      double minor = (x[from + i] - xj) * ys - (y[from + i] - yj) * xs;
      wedge[i] += minor * minor;
    }
  }

  /** Leaves S² in {@code sine} and C in {@code cosine}. */
  private void chords(int j, int from, int n, PairTile tile) {
    double[] e = tile.sine;
    double[] f = tile.spare;
    squares.ofChords(points.directions, j, from, n, e, f, tile.cosine);
    ClosePairs.refine(points, j, from, n, e, f);
    double rj = points.norms[j];
    double[] norms = points.norms;
    for (int i = 0; i < n; i++) {
      double rr = rj * norms[from + i];
      tile.cosine[i] = 0.25 * rr * (f[i] - e[i]);
    }
    for (int i = 0; i < n; i++) {
      double rr = rj * norms[from + i];
      e[i] = 0.25 * rr * rr * (e[i] * f[i]);
    }
  }

  /** From S² and C to S, C, φ. */
  static void angles(double rj, double[] norms, int from, int n, PairTile tile) {
    double[] sine = tile.sine;
    double[] cosine = tile.cosine;
    double[] phi = tile.phi;
    double[] h = tile.spare;
    for (int i = 0; i < n; i++) {
      h[i] = Math.max(rj * norms[from + i] + Math.abs(cosine[i]), Double.MIN_NORMAL);
    }
    for (int i = 0; i < n; i++) {
      sine[i] = Math.sqrt(sine[i]);
    }
    for (int i = 0; i < n; i++) {
      h[i] = sine[i] / h[i];
    }
    double[] odd = tile.entries;
    polynomial(h, n, Q.length - 2, phi);
    polynomial(h, n, Q.length - 1, odd);
    for (int i = 0; i < n; i++) {
      double z = h[i] * h[i];
      phi[i] = 2 * (h[i] + h[i] * (z * (phi[i] + z * odd[i])));
    }
    // φ or π − φ by the sign of C, as a sum: loops with ?: stay scalar.
    for (int i = 0; i < n; i++) {
      double sign = cosine[i] / (Math.abs(cosine[i]) + Double.MIN_NORMAL);
      phi[i] += (1 - sign) * (Math.PI / 2 - phi[i]);
    }
  }

  /** The coefficients {@code top}, top − 2, … as a polynomial in h⁴. */
  private static void polynomial(double[] h, int n, int top, double[] value) {
    double first = Q[top];
    for (int i = 0; i < n; i++) {
      value[i] = first;
    }
    for (int k = top - 2; k >= 0; k -= 2) {
      hornerStep(h, n, Q[k], value);
    }
  }

  private static void hornerStep(double[] h, int n, double c, double[] value) {
    for (int i = 0; i < n; i++) {
      double z = h[i] * h[i];
      value[i] = value[i] * (z * z) + c;
    }
  }
}
