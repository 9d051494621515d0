package org.ntkasymptotics.backend.cpu;

import java.util.Arrays;

/** {@link SquareSums} in plain Java, loops simple enough for the JIT compiler to vectorise. */
final class PlainSquareSums implements SquareSums {

  @Override
  public void ofDifferences(
      double[][] u, double sign, int j, int from, int n, double[] sum, double[] spare) {
    Arrays.fill(sum, 0, n, 0);
    for (int k0 = 0; k0 < u.length; k0 += RUN) {
      Arrays.fill(spare, 0, n, 0);
      for (int k = k0; k < Math.min(u.length, k0 + RUN); k++) {
        addSquare(u[k], sign * u[k][j], from, n, spare);
      }
      for (int i = 0; i < n; i++) {
        sum[i] += spare[i];
      }
    }
  }

  private static void addSquare(double[] u, double uj, int from, int n, double[] part) {
    for (int i = 0; i < n; i++) {
      double difference = u[from + i] - uj;
      part[i] += difference * difference;
    }
  }
}
