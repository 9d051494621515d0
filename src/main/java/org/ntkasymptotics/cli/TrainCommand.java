package org.ntkasymptotics.cli;

import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ntk train}. */
@Command(
    name = "train",
    description =
        "Train a network of finite width by full-batch gradient descent: its loss curve, the fit"
            + " and the theory. Depth and activation are those of the kernel.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk train --target ball:radius=1.0 --width 1000 --steps 10000",
      "  ntk train --points data.csv --residual error.csv --time 1e4 --precision double",
      "  ntk train --kernel deep-relu-ntk:hidden=3 --width 500 --samples 1000 --steps 500",
      "  ntk train --parametrisation mean-field --width 3000 --target gp",
      "  ntk train --samples 500 --width 3000 --step-fraction 0.25 --json"
    })
final class TrainCommand extends ExperimentCommand {
  @Mixin private ProblemOptions problem;
  @Mixin private TrainingOptions training;
  @Mixin private SpectrumOptions spectrum;

  TrainCommand(Session session) {
    super(session);
  }

  @Override
  ConfigSource source() {
    ConfigSource source = ConfigSource.of(ExperimentKind.TRAIN);
    problem.apply(source);
    training.apply(source);
    spectrum.apply(source);
    return source;
  }
}
