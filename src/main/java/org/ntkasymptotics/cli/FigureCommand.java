package org.ntkasymptotics.cli;

import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ntk figure 1}. */
@Command(
    name = "figure",
    description = "Reproduce a figure of the paper: measurement beside theory.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk figure 1                        two minutes on two cores",
      "  ntk figure 1 --seed 7 --out fig1    other data, results in fig1/",
      "  ntk figure 1 --scale paper          M = 10000 as in the paper: hours on a CPU"
    })
final class FigureCommand extends ExperimentCommand {
  @Parameters(paramLabel = "NAME", description = "Which figure; built so far: 1.")
  private String name;

  @Option(names = "--scale", paramLabel = "SCALE", description = "quick or paper (default: quick).")
  private String scale;

  FigureCommand(Session session) {
    super(session);
  }

  @Override
  ConfigSource source() {
    ConfigSource source = ConfigSource.of(ExperimentKind.FIGURE).with("figure.name", name, "NAME");
    Given.set(source, "figure.scale", scale, "--scale");
    return source;
  }
}
