package org.ntkasymptotics.config;

import java.util.Optional;
import org.ntkasymptotics.kernel.AngleKernel;
import org.ntkasymptotics.kernel.LayeredKernel;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.PowerKernel;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.network.Activation;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;

/**
 * The network that is trained beside a kernel: the one whose kernel this is at infinite width.
 *
 * @param hidden layers
 * @param exponent q of the activation (z)₊^q
 * @param kernel its kernel
 */
public record TrainedNetwork(int hidden, double exponent, AngleKernel kernel) {

  /** The networks of a kernel; empty if it is not the NTK of networks that can be trained. */
  public static Optional<TrainedNetwork> of(NtkKernel kernel) {
    if (!(kernel instanceof AngleKernel angular) || kernel.equals(angular.covariance())) {
      return Optional.empty();
    }
    if (angular instanceof ReluNtk) {
      return Optional.of(new TrainedNetwork(1, 1, angular));
    }
    if (angular instanceof PowerKernel power) {
      return Optional.of(new TrainedNetwork(1, power.q(), angular));
    }
    return angular instanceof LayeredKernel deep
        ? Optional.of(new TrainedNetwork(deep.hidden(), 1, angular))
        : Optional.empty();
  }

  /**
   * The networks of a kernel.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static TrainedNetwork require(NtkKernel kernel) {
    return of(kernel)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the network to train follows from its kernel, relu-ntk, power-ntk:q=… or"
                        + " deep-relu-ntk:hidden=…; got "
                        + kernel.spec()
                        + ": an experiment: spectrum shows the loss that this kernel implies"));
  }

  /** The kernel that networks of so many hidden layers and this activation have. */
  static String kernelSpec(int hidden, double exponent) {
    if (hidden > 1 && exponent != 1) {
      throw new IllegalArgumentException(
          "the kernel of networks with several hidden layers is known for ReLU, exponent 1, only;"
              + " got "
              + hidden
              + " layers and exponent "
              + exponent);
    }
    if (exponent != 1) {
      return "power-ntk:q=" + exponent;
    }
    return hidden > 1 ? "deep-relu-ntk:hidden=" + hidden : "relu-ntk";
  }

  /**
   * The network in a parametrisation.
   *
   * @param width of every hidden layer
   * @throws IllegalArgumentException if there is no such network
   */
  public NetworkShape shape(Parametrisation parametrisation, int inputs, int width) {
    if (parametrisation == Parametrisation.NTK) {
      return NetworkShape.layered(
          kernel.sigmaW(), kernel.sigmaB(), exponent, inputs, hidden, width);
    }
    requireMeanField();
    return NetworkShape.shallow(parametrisation, kernel.sigmaW(), kernel.sigmaB(), inputs, width);
  }

  /** Refuses what mean field is not defined for here. */
  void requireMeanField() {
    if (hidden != 1 || !new Activation(exponent).isRelu()) {
      throw new IllegalArgumentException(
          "mean field is for networks of one hidden layer of ReLUs, whose kernel at initialisation"
              + " is relu-ntk; got "
              + kernel.spec());
    }
  }

  /** In words, for titles. */
  public String inWords(Parametrisation parametrisation, int width) {
    String layers = hidden == 1 ? "one hidden layer" : hidden + " hidden layers";
    String size = " of " + width + " neurons" + (hidden == 1 ? "" : " each");
    String activation = exponent == 1 ? "" : ", activation (z)₊^" + exponent;
    String field = parametrisation == Parametrisation.NTK ? "" : ", mean field";
    return layers + size + activation + field;
  }
}
