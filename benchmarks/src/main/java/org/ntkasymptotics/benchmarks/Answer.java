package org.ntkasymptotics.benchmarks;

/** The line by which a solve is compared with a peer's; the peers print the same numbers. */
final class Answer {
  private Answer() {}

  /**
   * Prints the largest and the middle eigenvalue and Σ cₙ² √λₙ.
   *
   * @param values eigenvalues, largest first
   * @param coefficients in their order
   */
  static void print(double[] values, double[] coefficients) {
    double weighted = 0;
    for (int i = 0; i < values.length; i++) {
      weighted += coefficients[i] * coefficients[i] * Math.sqrt(Math.max(0, values[i]));
    }
    System.out.printf("answer %.17g %.17g %.17g%n", values[0], values[values.length / 2], weighted);
  }
}
