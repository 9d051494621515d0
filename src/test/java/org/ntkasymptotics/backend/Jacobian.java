package org.ntkasymptotics.backend;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.ShallowNetwork;

/** ∂f(x)/∂p of a network by the chain rule, neuron by neuron: the plain reference. */
final class Jacobian {
  private Jacobian() {}

  /** All derivatives at one point, in the order of {@link FiniteNetwork#parameters}. */
  static double[] at(FiniteNetwork network, double[] x) {
    LayeredNetwork net =
        network instanceof ShallowNetwork shallow ? shallow.layered() : (LayeredNetwork) network;
    NetworkShape shape = network.shape();
    Activation activation = shape.activation();
    int hidden = shape.hidden();
    List<double[]> below = new ArrayList<>(List.of(x));
    List<double[]> slopes = new ArrayList<>();
    for (int l = 0; l < hidden; l++) {
      double[] y = new double[shape.widths().get(l)];
      double[] slope = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        double z = shape.sigmaB() * net.biases().get(l)[i];
        for (int j = 0; j < below.get(l).length; j++) {
          z += scale(shape, l) * net.weights().get(l).get(i, j) * below.get(l)[j];
        }
        y[i] = activation.value(z);
        slope[i] = activation.slope(z);
      }
      below.add(y);
      slopes.add(slope);
    }
    double outputScale = shape.parametrisation().outputScale(shape.sigmaW(), shape.lastWidth());
    double[] jacobian = new double[Math.toIntExact(shape.parameters())];
    int at = jacobian.length;
    double[] error = new double[shape.lastWidth()];
    at -= error.length;
    for (int i = 0; i < error.length; i++) {
      jacobian[at + i] = outputScale * below.get(hidden)[i];
      error[i] = outputScale * net.outputWeights()[i];
    }
    for (int l = hidden - 1; l >= 0; l--) {
      double[] y = below.get(l);
      RowMatrix w = net.weights().get(l);
      at -= (y.length + 1) * error.length;
      double[] next = new double[y.length];
      for (int i = 0; i < error.length; i++) {
        double delta = error[i] * slopes.get(l)[i];
        for (int j = 0; j < y.length; j++) {
          jacobian[at + i * y.length + j] = delta * scale(shape, l) * y[j];
          next[j] += delta * scale(shape, l) * w.get(i, j);
        }
        jacobian[at + error.length * y.length + i] = delta * shape.sigmaB();
      }
      error = next;
    }
    return jacobian;
  }

  private static double scale(NetworkShape shape, int l) {
    return l == 0 ? shape.sigmaW() : shape.sigmaW() / Math.sqrt(shape.widths().get(l - 1));
  }
}
