package org.ntkasymptotics.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
  public LayeredNetwork layered() {
    return this;
  }

  /**
   * The network of some neurons of the last hidden layer alone, all layers below it whole.
   *
   * @param from the first of them
   * @param to the one after the last
   */
  public LayeredNetwork neurons(int from, int to) {
    int top = hidden() - 1;
    List<RowMatrix> w = new ArrayList<>(weights);
    List<double[]> b = new ArrayList<>(biases);
    w.set(top, weights.get(top).selectRows(IntStream.range(from, to).toArray()));
    b.set(top, Arrays.copyOfRange(biases.get(top), from, to));
    double[] c = Arrays.copyOfRange(outputWeights, from, to);
    return new LayeredNetwork(sigmaW, sigmaB, exponent, w, b, c);
  }

  @Override
  public double[] outputs(RowMatrix points) {
    requireInputs(points.columns());
    double[] f = new double[points.rows()];
    for (int m = 0; m < f.length; m++) {
      List<double[]> z = preActivations(points.row(m));
      double sum = 0;
      for (int i = 0; i < outputWeights.length; i++) {
        sum += outputWeights[i] * activation().value(z.get(hidden() - 1)[i]);
      }
      f[m] = scale(hidden()) * sum;
    }
    return f;
  }

  /**
   * ∂f(x)/∂(parameters) in the order of {@link #parameters()}, derivative by derivative: the plain
   * reference of what kernels and training compute fast.
   *
   * @param x length d
   */
  public double[] gradient(double[] x) {
    requireInputs(x.length);
    Activation activation = activation();
    List<double[]> z = preActivations(x);
    LayeredParameters gradient = new LayeredParameters(shape());
    double[] delta = z.get(hidden() - 1);
    for (int i = 0; i < delta.length; i++) {
      gradient.outputWeights()[i] = scale(hidden()) * activation.value(delta[i]);
      delta[i] = scale(hidden()) * outputWeights[i] * activation.slope(delta[i]);
    }
    for (int l = hidden() - 1; l >= 0; l--) {
      double[] below = l == 0 ? x : z.get(l - 1);
      RowMatrix w = weights.get(l);
      double[] pulled = new double[below.length];
      for (int i = 0; i < delta.length; i++) {
        gradient.biases().get(l)[i] = sigmaB * delta[i];
        for (int j = 0; j < below.length; j++) {
          double y = l == 0 ? x[j] : activation.value(below[j]);
          gradient.weights().get(l).set(i, j, scale(l) * delta[i] * y);
          pulled[j] += scale(l) * delta[i] * w.get(i, j);
        }
      }
      for (int j = 0; l > 0 && j < below.length; j++) {
        pulled[j] *= activation.slope(below[j]);
      }
      delta = pulled;
    }
    return gradient.flat();
  }

  /** What the sums of layer l, counted from 0, are multiplied by; of the output for l = H. */
  private double scale(int l) {
    return l == 0 ? sigmaW : Parametrisation.NTK.outputScale(sigmaW, weights.get(l - 1).rows());
  }

  /** z of every hidden layer. */
  private List<double[]> preActivations(double[] x) {
    List<double[]> all = new ArrayList<>();
    double[] below = x;
    for (int l = 0; l < hidden(); l++) {
      RowMatrix w = weights.get(l);
      double[] z = new double[w.rows()];
      for (int i = 0; i < z.length; i++) {
        double sum = 0;
        for (int j = 0; j < below.length; j++) {
          sum += w.get(i, j) * below[j];
        }
        z[i] = scale(l) * sum + sigmaB * biases.get(l)[i];
      }
      all.add(z);
      below = Arrays.stream(z).map(activation()::value).toArray();
    }
    return all;
  }
}
