package org.ntkasymptotics.network;

import java.util.List;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;

/**
 * A ReLU network of one hidden layer: f(x) = scale · Σᵢ cᵢ relu(σ_w wᵢ·x + σ_b bᵢ) with the output
 * scale of its parametrisation, all parameters N(0, 1) at initialisation.
 *
 * @param parametrisation scale of the output and of the learning rate
 * @param sigmaW σ_w > 0
 * @param sigmaB σ_b ≥ 0
 * @param weights w, (N, d)
 * @param biases b, length N
 * @param outputWeights c, length N
 */
public record ShallowNetwork(
    Parametrisation parametrisation,
    double sigmaW,
    double sigmaB,
    RowMatrix weights,
    double[] biases,
    double[] outputWeights)
    implements FiniteNetwork {

  public ShallowNetwork {
    int width = weights.rows();
    NetworkShape.shallow(parametrisation, sigmaW, sigmaB, weights.columns(), width);
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

  /** Draws the initial parameters of a network in the NTK parametrisation, N hidden neurons. */
  public static ShallowNetwork draw(
      int inputs, int width, double sigmaW, double sigmaB, RandomStream stream) {
    NetworkShape shape = NetworkShape.shallow(Parametrisation.NTK, sigmaW, sigmaB, inputs, width);
    return (ShallowNetwork) shape.draw(stream);
  }

  @Override
  public NetworkShape shape() {
    return NetworkShape.shallow(parametrisation, sigmaW, sigmaB, inputs(), width());
  }

  @Override
  public double[] parameters() {
    return new LayeredParameters(List.of(weights), List.of(biases), outputWeights).flat();
  }

  @Override
  public ShallowNetwork withParameters(double[] parameters) {
    return (ShallowNetwork) shape().network(parameters);
  }

  @Override
  public LayeredNetwork layered() {
    return new LayeredNetwork(
        sigmaW,
        sigmaB,
        Activation.RELU.exponent(),
        List.of(weights),
        List.of(biases),
        outputWeights);
  }

  /** What the sum over the neurons is multiplied by. */
  public double outputScale() {
    return parametrisation.outputScale(sigmaW, width());
  }

  @Override
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
      f[i] = outputScale() * sum;
    }
    return f;
  }

  /** N. */
  public int width() {
    return biases.length;
  }

  @Override
  public int inputs() {
    return weights.columns();
  }
}
