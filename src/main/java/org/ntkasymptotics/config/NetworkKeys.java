package org.ntkasymptotics.config;

import java.util.Optional;
import java.util.stream.Stream;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.network.Parametrisation;

/**
 * The keys {@code hidden}, {@code activation-exponent} and {@code parametrisation} of section
 * {@code training}. The first two are another way to name the kernel: alone they choose it, beside
 * a kernel they must fit it.
 */
final class NetworkKeys {
  private static final String HIDDEN = "hidden";
  private static final String EXPONENT = "activation-exponent";

  private NetworkKeys() {}

  /** The spec of the kernel that section {@code training} implies, if it does. */
  static Optional<String> kernel(Section root) {
    Section s = root.section("training");
    if (!s.has(HIDDEN) && !s.has(EXPONENT)) {
      return Optional.empty();
    }
    int hidden = s.integer(HIDDEN, 1, 1);
    double exponent = s.number(EXPONENT, 1);
    return Optional.of(
        s.build(
            () -> {
              String spec = TrainedNetwork.kernelSpec(hidden, exponent);
              return NtkKernel.from(spec, KernelSection.SIGMA, KernelSection.SIGMA).spec();
            }));
  }

  /** Fails if the keys are there and name another network than the kernel's. */
  static void requireFit(Section s, NtkKernel kernel) {
    Optional<TrainedNetwork> network = TrainedNetwork.of(kernel);
    int hidden = s.integer(HIDDEN, 1, network.map(TrainedNetwork::hidden).orElse(1));
    double exponent = s.number(EXPONENT, network.map(TrainedNetwork::exponent).orElse(1.0));
    if (network.isPresent() && network.get().hidden() != hidden) {
      throw misfit(s, HIDDEN, network.get().hidden(), kernel);
    }
    if (network.isPresent() && network.get().exponent() != exponent) {
      throw misfit(s, EXPONENT, network.get().exponent(), kernel);
    }
  }

  private static ConfigException misfit(Section s, String key, Number own, NtkKernel kernel) {
    return s.refuse(key, own + ", that of the kernel " + kernel.spec(), s.node(key).orElseThrow());
  }

  /** The parametrisation, NTK unless written otherwise. */
  static Parametrisation parametrisation(Section s, boolean enabled, NtkKernel kernel) {
    String word =
        s.word(
            "parametrisation",
            Stream.of(Parametrisation.values()).map(Parametrisation::word).toList(),
            Parametrisation.NTK.word());
    Parametrisation parametrisation = Parametrisation.from(word);
    if (enabled && parametrisation == Parametrisation.MEAN_FIELD) {
      s.build(
          () -> {
            TrainedNetwork network = TrainedNetwork.require(kernel);
            network.requireMeanField();
            return network;
          });
    }
    return parametrisation;
  }
}
