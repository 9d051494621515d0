package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;

/** {@link PairChords} in plain Java. */
final class PlainPairChords implements PairChords {
  private final PointColumns points;
  private final SquareSums squares = new PlainSquareSums();

  PlainPairChords(PointColumns points) {
    this.points = points;
  }

  @Override
  public void fill(int j, int from, int n, PairTile tile) {
    if (points.remainders.length > 0) {
      Arrays.fill(tile.e, 0, n, 0);
      Arrays.fill(tile.f, 0, n, 0);
      for (int k = 0; k < points.directions.length; k++) {
        add(points.directions[k], points.remainders[k], j, from, n, tile.e, tile.f);
      }
    } else {
      squares.ofChords(points.directions, j, from, n, tile.e, tile.f, tile.spare);
    }
  }

  /** Adds the squares of one coordinate of finely directed points. */
  private static void add(
      double[] u, double[] rest, int j, int from, int n, double[] e, double[] f) {
    for (int i = 0; i < n; i++) {
      double difference = (u[from + i] - u[j]) + (rest[from + i] - rest[j]);
      double sum = (u[from + i] + u[j]) + (rest[from + i] + rest[j]);
      e[i] += difference * difference;
      f[i] += sum * sum;
    }
  }
}
