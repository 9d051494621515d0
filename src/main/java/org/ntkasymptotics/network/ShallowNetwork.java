package org.ntkasymptotics.network;

import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;

/**
 * A ReLU network of one hidden layer in the NTK parametrisation: f(x) = σ_w/√N Σᵢ cᵢ relu(σ_w wᵢ·x
 * + σ_b bᵢ), all parameters N(0, 1) at initialisation.
 *
 * @param sigmaW σ_w > 0
 * @param sigmaB σ_b ≥ 0
 * @param weights w, (N, d)
 * @param biases b, length N
 * @param outputWeights c, length N
 */
public record ShallowNetwork(
    double sigmaW, double sigmaB, RowMatrix weights, double[] biases, double[] outputWeights) {

  public ShallowNetwork {
    requireSigmas(sigmaW, sigmaB);
    int width = weights.rows();
    if (width < 1 || weights.columns() < 1) {
      throw new IllegalArgumentException(
          "a network needs at least one neuron and one input, has "
              + width
              + " and "
              + weights.columns());
    }
    if (biases.length != width || outputWeights.length != width) {
      throw new IllegalArgumentException(
          "a network of "
              + width
              + " neurons cannot have "
              + biases.length
              + " biases and "
              + outputWeights.length
              + " output weights");
    }
  }

  private static void requireSigmas(double sigmaW, double sigmaB) {
    if (!(sigmaW > 0) || Double.isInfinite(sigmaW)) {
      throw new IllegalArgumentException("sigma-w must be positive and finite, is " + sigmaW);
    }
    if (!(sigmaB >= 0) || Double.isInfinite(sigmaB)) {
      throw new IllegalArgumentException("sigma-b must be finite and >= 0, is " + sigmaB);
    }
  }

  /** Draws the initial parameters of a network with d inputs and N hidden neurons. */
  public static ShallowNetwork draw(
      int inputs, int width, double sigmaW, double sigmaB, RandomStream stream) {
    requireSigmas(sigmaW, sigmaB);
    if (inputs < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a network needs at least one neuron and one input, asked for "
              + width
              + " and "
              + inputs);
    }
    RowMatrix weights = RowMatrix.zeros(width, inputs);
    double[] biases = new double[width];
    double[] outputWeights = new double[width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < inputs; j++) {
        weights.set(i, j, stream.nextGaussian());
      }
      biases[i] = stream.nextGaussian();
      outputWeights[i] = stream.nextGaussian();
    }
    return new ShallowNetwork(sigmaW, sigmaB, weights, biases, outputWeights);
  }

  /**
   * f(x) at the points, term by term: the plain reference of the fast evaluations.
   *
   * @param points (M, d)
   * @return length M
   */
  public double[] outputs(RowMatrix points) {
    requireInputs(points.columns());
    double[] f = new double[points.rows()];
    for (int i = 0; i < f.length; i++) {
      double sum = 0;
      for (int n = 0; n < width(); n++) {
        double z = sigmaB * biases[n];
        for (int j = 0; j < inputs(); j++) {
          z += sigmaW * weights.get(n, j) * points.get(i, j);
        }
        sum += outputWeights[n] * Math.max(0, z);
      }
      f[i] = sigmaW / Math.sqrt(width()) * sum;
    }
    return f;
  }

  /** Fails unless points with this many coordinates fit the network. */
  public void requireInputs(int coordinates) {
    if (coordinates != inputs()) {
      throw new IllegalArgumentException(
          "a network with "
              + inputs()
              + " inputs cannot take points with "
              + coordinates
              + " coordinates");
    }
  }

  /** N. */
  public int width() {
    return biases.length;
  }

  /** d. */
  public int inputs() {
    return weights.columns();
  }
}
