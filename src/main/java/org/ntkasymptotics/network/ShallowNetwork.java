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

  /** Draws the initial parameters of a network with d inputs and N hidden neurons. */
  public static ShallowNetwork draw(
      int inputs, int width, double sigmaW, double sigmaB, RandomStream stream) {
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

  /** N. */
  public int width() {
    return biases.length;
  }

  /** d. */
  public int inputs() {
    return weights.columns();
  }
}
