package org.ntkasymptotics.cli;

import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentKind;
import org.ntkasymptotics.config.FigureName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ntk figure}. */
@Command(
    name = "figure",
    description = "Reproduce a figure of the paper: measurement beside theory.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk figure 1                        at most two minutes on two cores",
      "  ntk figure 2 --seed 7 --out fig2    other data, results in fig2/",
      "  ntk figure 1 --scale paper          M = 10000 as in the paper",
      "  ntk figure 3d --mnist DIR           handwritten digits; ntk data mnist brings them"
    })
final class FigureCommand extends ExperimentCommand {
  @Parameters(
      paramLabel = "NAME",
      completionCandidates = FigureName.Words.class,
      description = "Which figure: ${COMPLETION-CANDIDATES}.")
  private String name;

  @Option(names = "--scale", paramLabel = "SCALE", description = "quick or paper (default: quick).")
  private String scale;

  @Option(
      names = "--mnist",
      paramLabel = "DIR",
      description = "For 3d: where the MNIST files are (default: where ntk data mnist puts them).")
  private String mnist;

  FigureCommand(Session session) {
    super(session);
  }

  @Override
  ConfigSource source() {
    ConfigSource source = ConfigSource.of(ExperimentKind.FIGURE).with("figure.name", name, "NAME");
    Given.set(source, "figure.scale", scale, "--scale");
    Given.set(source, "figure.mnist", mnist, "--mnist");
    return source;
  }
}
