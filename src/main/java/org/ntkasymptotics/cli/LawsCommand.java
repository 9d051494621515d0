package org.ntkasymptotics.cli;

import java.util.List;
import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ntk laws}. */
@Command(
    name = "laws",
    description =
        "Theory only: exponents and constants of eigenvalues, partial sums and loss for a"
            + " distribution of points, a kernel and a target.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk laws --uniform ball:d=3 --target ball:radius=0.5",
      "  ntk laws --mixture d=2 --target gp --target-loss 1e-3",
      "  ntk laws --target-loss 1e-3 --step-size 0.1      how many steps that takes"
    })
final class LawsCommand extends ExperimentCommand {
  @Mixin private ProblemOptions problem;

  @Option(
      names = "--target-loss",
      paramLabel = "L",
      description = "Predict the time and the number of steps to this loss. May be repeated.")
  private List<String> targetLosses = List.of();

  @Option(
      names = "--step-size",
      paramLabel = "X",
      description = "Step size for the number of steps (default: half the limit of stability).")
  private String stepSize;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Neurons of the network whose time with the laws is asked for (default: 1000).")
  private String width;

  LawsCommand(Session session) {
    super(session);
  }

  @Override
  ConfigSource source() {
    ConfigSource source = ConfigSource.of(ExperimentKind.LAWS);
    problem.apply(source);
    Given.set(source, "training.step-size", stepSize, "--step-size");
    Given.set(source, "training.width", width, "--width");
    for (String loss : targetLosses) {
      source.add("laws.target-loss", loss, "--target-loss");
    }
    return source;
  }
}
