package org.ntkasymptotics.cli;

import org.ntkasymptotics.config.ConfigSource;
import picocli.CommandLine.Option;

/** Options of the trained network. */
final class TrainingOptions {
  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Neurons of every hidden layer (default: 1000).")
  private String width;

  @Option(
      names = "--parametrisation",
      paramLabel = "P",
      description =
          "ntk or mean-field (one hidden layer of ReLUs; output scale 1/N, learning rate times"
              + " N; default: ntk).")
  private String parametrisation;

  @Option(
      names = "--hidden",
      paramLabel = "H",
      description =
          "Hidden layers; short for --kernel deep-relu-ntk:hidden=H (default: as the kernel says).")
  private String hidden;

  @Option(
      names = "--activation-exponent",
      paramLabel = "Q",
      description =
          "q of the activation (z)+^q; short for --kernel power-ntk:q=Q (default: as the kernel"
              + " says).")
  private String exponent;

  @Option(names = "--steps", paramLabel = "K", description = "Gradient steps (default: 10000).")
  private String steps;

  @Option(
      names = "--time",
      paramLabel = "T",
      description = "Instead of --steps: train until t = step size x steps reaches T.")
  private String time;

  @Option(
      names = "--step-size",
      paramLabel = "X",
      description = "The step size itself (default: by --step-fraction).")
  private String stepSize;

  @Option(
      names = "--step-fraction",
      paramLabel = "X",
      description =
          "Step size as a fraction of the limit of stability 2/lambda_max (default: 0.5).")
  private String stepFraction;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "single or double (default: single, with sums in double).")
  private String precision;

  /** Puts what was given over what the source says. */
  void apply(ConfigSource source) {
    exclude(steps, "--steps", time, "--time");
    exclude(stepSize, "--step-size", stepFraction, "--step-fraction");
    Given.set(source, "training.parametrisation", parametrisation, "--parametrisation");
    Given.set(source, "training.hidden", hidden, "--hidden");
    Given.set(source, "training.activation-exponent", exponent, "--activation-exponent");
    Given.set(source, "training.width", width, "--width");
    Given.set(source, "training.steps", steps, "--steps");
    Given.set(source, "training.time", time, "--time");
    Given.set(source, "training.step-size", stepSize, "--step-size");
    Given.set(source, "training.step-fraction", stepFraction, "--step-fraction");
    Given.set(source, "training.precision", precision, "--precision");
  }

  private static void exclude(String a, String nameOfA, String b, String nameOfB) {
    if (a != null && b != null) {
      throw new IllegalArgumentException(
          nameOfA + " and " + nameOfB + " exclude each other: give one of them");
    }
  }
}
