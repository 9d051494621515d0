package org.ntkasymptotics.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ntkasymptotics.experiment.InputCheck;
import org.ntkasymptotics.experiment.ReportExperiment;
import org.ntkasymptotics.report.ReportFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ntk report}. */
@Command(
    name = "report",
    description = "Draw the report of a finished run again, or of several side by side.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk report runs/figure-1                             in the run's own directory",
      "  ntk report runs/spectrum-1 runs/spectrum-2 --out comparison"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories of finished runs.")
  private List<Path> directories;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to draw (default: the run's own directory; needed for several runs).")
  private Path out;

  @Mixin HelpOptions help;

  private final Session session;

  ReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (out == null && directories.size() > 1) {
      throw new IllegalArgumentException(
          "--out is missing: say where the comparison of several runs is to go");
    }
    Path place = out == null ? directories.get(0) : out;
    new ReportExperiment().run(directories, place);
    session.console().out().println("report: " + InputCheck.shown(place.resolve(ReportFiles.HTML)));
    return ExitCode.DONE;
  }
}
