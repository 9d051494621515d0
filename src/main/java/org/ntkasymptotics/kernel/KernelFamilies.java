package org.ntkasymptotics.kernel;

import java.util.List;
import java.util.stream.Collectors;

/** The list of all kernels: a new one is a line here. */
public final class KernelFamilies {
  /** Every family there is, the default first. */
  public static final List<KernelFamily> ALL =
      List.of(
          ReluNtk.FAMILY,
          ReluCovariance.FAMILY,
          ReluNtkSingular.FAMILY,
          DeepReluNtk.FAMILY,
          DeepReluCovariance.FAMILY,
          PowerNtk.FAMILY,
          PowerCovariance.FAMILY,
          Laplace.FAMILY,
          Matern.FAMILY,
          DistancePower.FAMILY,
          EmpiricalNtk.FAMILY);

  private KernelFamilies() {}

  /**
   * The family of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static KernelFamily named(String name) {
    return ALL.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the kernel must be one of " + forms() + "; got \"" + name + "\""));
  }

  /** All names. */
  public static List<String> names() {
    return ALL.stream().map(KernelFamily::name).toList();
  }

  /** All forms, for help and errors. */
  public static String forms() {
    return ALL.stream().map(KernelFamily::form).collect(Collectors.joining(", "));
  }
}
