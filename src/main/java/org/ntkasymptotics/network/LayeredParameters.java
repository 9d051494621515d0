package org.ntkasymptotics.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * The parameters of a network, layer by layer.
 *
 * @param weights (N_l, N_{l−1}) of every hidden layer
 * @param biases length N_l of every hidden layer
 * @param outputWeights length N of the last hidden layer
 */
record LayeredParameters(List<RowMatrix> weights, List<double[]> biases, double[] outputWeights) {

  /** All zero. */
  LayeredParameters(NetworkShape shape) {
    this(new ArrayList<>(), new ArrayList<>(), new double[shape.lastWidth()]);
    for (int l = 0; l < shape.hidden(); l++) {
      weights.add(RowMatrix.zeros(shape.widths().get(l), shape.fanIn(l)));
      biases.add(new double[shape.widths().get(l)]);
    }
  }

  /** From one array in the order of {@link FiniteNetwork#parameters}. */
  LayeredParameters(NetworkShape shape, double[] flat) {
    this(shape);
    if (flat.length != shape.parameters()) {
      throw new IllegalArgumentException(
          "a network of " + shape.parameters() + " parameters cannot take " + flat.length);
    }
    int at = 0;
    for (double[] part : parts()) {
      System.arraycopy(flat, at, part, 0, part.length);
      at += part.length;
    }
  }

  /**
   * These parameters, if each part has the length that the shape asks for.
   *
   * @throws IllegalArgumentException naming the first that has not
   */
  LayeredParameters requireShape(NetworkShape shape) {
    for (int l = 0; l < shape.hidden(); l++) {
      RowMatrix w = weights.get(l);
      boolean fits = w.rows() == shape.widths().get(l) && w.columns() == shape.fanIn(l);
      if (!fits || biases.get(l).length != w.rows()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "hidden layer %d has weights %d x %d and %d biases, expected %d x %d and %d",
                l + 1,
                w.rows(),
                w.columns(),
                biases.get(l).length,
                shape.widths().get(l),
                shape.fanIn(l),
                shape.widths().get(l)));
      }
    }
    if (outputWeights.length != shape.lastWidth()) {
      throw new IllegalArgumentException(
          "a last hidden layer of "
              + shape.lastWidth()
              + " neurons cannot have "
              + outputWeights.length
              + " output weights");
    }
    return this;
  }

  /** All in one array, in the order of {@link FiniteNetwork#parameters}. */
  double[] flat() {
    int length = parts().stream().mapToInt(p -> p.length).reduce(0, Math::addExact);
    double[] flat = new double[length];
    int at = 0;
    for (double[] part : parts()) {
      System.arraycopy(part, 0, flat, at, part.length);
      at += part.length;
    }
    return flat;
  }

  private List<double[]> parts() {
    List<double[]> parts = new ArrayList<>();
    for (int l = 0; l < weights.size(); l++) {
      parts.add(weights.get(l).array());
      parts.add(biases.get(l));
    }
    parts.add(outputWeights);
    return parts;
  }
}
