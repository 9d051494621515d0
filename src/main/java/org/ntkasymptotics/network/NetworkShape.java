package org.ntkasymptotics.network;

import java.util.Arrays;
import java.util.List;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;

/**
 * A network without its parameters.
 *
 * @param parametrisation of the output
 * @param sigmaW σ_w &gt; 0
 * @param sigmaB σ_b ≥ 0
 * @param activation φ
 * @param inputs d ≥ 1
 * @param widths neurons of the hidden layers, from the inputs on; at least one layer
 */
public record NetworkShape(
    Parametrisation parametrisation,
    double sigmaW,
    double sigmaB,
    Activation activation,
    int inputs,
    List<Integer> widths) {

  /** Checks the ranges. */
  public NetworkShape {
    require(sigmaW > 0 && sigmaW < Double.POSITIVE_INFINITY, "sigma-w positive and finite", sigmaW);
    require(sigmaB >= 0 && sigmaB < Double.POSITIVE_INFINITY, "sigma-b finite and >= 0", sigmaB);
    require(inputs >= 1, "at least one input", inputs);
    widths = List.copyOf(widths);
    require(!widths.isEmpty(), "at least one hidden layer", widths.size());
    for (int width : widths) {
      require(width >= 1, "at least one neuron a layer", width);
    }
    require(
        parametrisation == Parametrisation.NTK || (widths.size() == 1 && activation.isRelu()),
        "one hidden layer of ReLUs in the mean-field parametrisation",
        widths.size() == 1 ? "exponent " + activation.exponent() : widths.size() + " layers");
  }

  private static void require(boolean holds, String rule, Object met) {
    if (!holds) {
      throw new IllegalArgumentException("a network needs " + rule + ", got " + met);
    }
  }

  /** Several hidden layers of one width, in the NTK parametrisation. */
  public static NetworkShape layered(
      double sigmaW, double sigmaB, double exponent, int inputs, int hidden, int width) {
    require(hidden >= 1, "at least one hidden layer", hidden);
    Integer[] widths = new Integer[hidden];
    Arrays.fill(widths, width);
    return new NetworkShape(
        Parametrisation.NTK, sigmaW, sigmaB, new Activation(exponent), inputs, List.of(widths));
  }

  /** One hidden layer of ReLUs. */
  public static NetworkShape shallow(
      Parametrisation parametrisation, double sigmaW, double sigmaB, int inputs, int width) {
    return new NetworkShape(
        parametrisation, sigmaW, sigmaB, Activation.RELU, inputs, List.of(width));
  }

  /** Number of hidden layers. */
  public int hidden() {
    return widths.size();
  }

  /** N of the last hidden layer. */
  public int lastWidth() {
    return widths.get(hidden() - 1);
  }

  /** Inputs of hidden layer l, counted from 0. */
  public int fanIn(int l) {
    return l == 0 ? inputs : widths.get(l - 1);
  }

  /** Number of parameters. */
  public long parameters() {
    long count = lastWidth();
    for (int l = 0; l < hidden(); l++) {
      count += (long) widths.get(l) * (fanIn(l) + 1L);
    }
    return count;
  }

  /**
   * The initial network, all parameters N(0, 1), drawn neuron by neuron: its weights, its bias and,
   * in the last layer, its output weight. One hidden layer of ReLUs is a {@link ShallowNetwork}.
   */
  public FiniteNetwork draw(RandomStream stream) {
    LayeredParameters drawn = new LayeredParameters(this);
    for (int l = 0; l < hidden(); l++) {
      for (int i = 0; i < widths.get(l); i++) {
        for (int j = 0; j < fanIn(l); j++) {
          drawn.weights().get(l).set(i, j, stream.nextGaussian());
        }
        drawn.biases().get(l)[i] = stream.nextGaussian();
        if (l == hidden() - 1) {
          drawn.outputWeights()[i] = stream.nextGaussian();
        }
      }
    }
    return network(drawn);
  }

  /**
   * The network with these parameters, in the order of {@link FiniteNetwork#parameters}.
   *
   * @throws IllegalArgumentException if their number does not fit
   */
  public FiniteNetwork network(double[] parameters) {
    return network(new LayeredParameters(this, parameters));
  }

  private FiniteNetwork network(LayeredParameters p) {
    if (hidden() == 1 && activation.isRelu()) {
      RowMatrix weights = p.weights().get(0);
      return new ShallowNetwork(
          parametrisation, sigmaW, sigmaB, weights, p.biases().get(0), p.outputWeights());
    }
    return new LayeredNetwork(
        sigmaW, sigmaB, activation.exponent(), p.weights(), p.biases(), p.outputWeights());
  }
}
