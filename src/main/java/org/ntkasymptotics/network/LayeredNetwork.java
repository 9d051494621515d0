package org.ntkasymptotics.network;

import java.util.List;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * A network of any number H ≥ 1 of hidden layers with activation φ(z) = (z)₊^q, in the NTK
 * parametrisation: z¹ = σ_w W¹ x + σ_b b¹, z^{l+1} = σ_w/√N_l W^{l+1} φ(z^l) + σ_b b^{l+1}, f =
 * σ_w/√N_H c·φ(z^H), no bias at the output; all parameters N(0, 1) at initialisation. Source:
 * theory, section 6, whose L is H + 1; its covariance recursion is that of these sums at infinite
 * width.
 *
 * @param sigmaW σ_w > 0
 * @param sigmaB σ_b ≥ 0
 * @param exponent q > ½; 1 is the ReLU
 * @param weights W^l, (N_l, N_{l−1}) with N_0 = d, from the inputs on
 * @param biases b^l, length N_l
 * @param outputWeights c, length N_H
 */
public record LayeredNetwork(
    double sigmaW,
    double sigmaB,
    double exponent,
    List<RowMatrix> weights,
    List<double[]> biases,
    double[] outputWeights)
    implements FiniteNetwork {

  public LayeredNetwork {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
    int hidden = weights.size();
    boolean fits = biases.size() == hidden && hidden > 0;
    for (int l = 0; fits && l < hidden; l++) {
      int width = weights.get(l).rows();
      fits = biases.get(l).length == width;
      fits &= l == 0 || weights.get(l).columns() == weights.get(l - 1).rows();
      fits &= l < hidden - 1 || outputWeights.length == width;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "weights, biases and output weights of a layered network do not fit together");
    }
    shape(sigmaW, sigmaB, exponent, weights);
  }

  private static NetworkShape shape(
      double sigmaW, double sigmaB, double exponent, List<RowMatrix> weights) {
    return new NetworkShape(
        Parametrisation.NTK,
        sigmaW,
        sigmaB,
        new Activation(exponent),
        weights.get(0).columns(),
        weights.stream().map(RowMatrix::rows).toList());
  }

  @Override
  public NetworkShape shape() {
    return shape(sigmaW, sigmaB, exponent, weights);
  }

  @Override
  public double[] parameters() {
    return new LayeredParameters(weights, biases, outputWeights).flat();
  }

  @Override
  public LayeredNetwork withParameters(double[] parameters) {
    LayeredParameters p = new LayeredParameters(shape(), parameters);
    return new LayeredNetwork(sigmaW, sigmaB, exponent, p.weights(), p.biases(), p.outputWeights());
  }

  /** φ. */
  public Activation activation() {
    return new Activation(exponent);
  }

  /** Number of hidden layers. */
  public int hidden() {
    return weights.size();
  }

  @Override
  public double[] outputs(RowMatrix points) {
    requireInputs(points.columns());
    double[] f = new double[points.rows()];
    for (int m = 0; m < f.length; m++) {
      double[] below = points.row(m);
      double scale = sigmaW;
      for (int l = 0; l < hidden(); l++) {
        below = layer(l, scale, below);
        scale = Parametrisation.NTK.outputScale(sigmaW, below.length);
      }
      double sum = 0;
      for (int i = 0; i < below.length; i++) {
        sum += outputWeights[i] * below[i];
      }
      f[m] = scale * sum;
    }
    return f;
  }

  /** φ(z) of layer l. */
  private double[] layer(int l, double scale, double[] below) {
    RowMatrix w = weights.get(l);
    double[] activations = new double[w.rows()];
    for (int i = 0; i < activations.length; i++) {
      double sum = 0;
      for (int j = 0; j < below.length; j++) {
        sum += w.get(i, j) * below[j];
      }
      double z = scale * sum + sigmaB * biases.get(l)[i];
      activations[i] = activation().value(z);
    }
    return activations;
  }
}
