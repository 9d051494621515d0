package org.ntkasymptotics.cli;

import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ntk fit}. */
@Command(
    name = "fit",
    description =
        "Fit a power law y = C x^-p to a series: exponent, constant, intervals, window used.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk fit runs/spectrum-1/eigenvalues.npy     values at x = n + 1/2",
      "  ntk fit runs/train-1/loss.csv --x t --y loss --window 100:10000",
      "  ntk fit measured.csv --json"
    })
final class FitCommand extends ExperimentCommand {
  @Parameters(
      paramLabel = "SERIES",
      description = "A .csv or .npy file: one column of y, or columns of x and y.")
  private String file;

  @Option(
      names = "--x",
      paramLabel = "COLUMN",
      description = "Column of x, by name or number (default: the first of several).")
  private String x;

  @Option(
      names = "--y",
      paramLabel = "COLUMN",
      description = "Column of y, by name or number (default: the second, or the only one).")
  private String y;

  @Option(
      names = "--window",
      paramLabel = "A:B",
      description = "Fit for x in A ... B (default: chosen by rule).")
  private String window;

  FitCommand(Session session) {
    super(session);
  }

  @Override
  ConfigSource source() {
    ConfigSource source = ConfigSource.of(ExperimentKind.FIT).with("series.file", file, "SERIES");
    Given.set(source, "series.x", x, "--x");
    Given.set(source, "series.y", y, "--y");
    Given.window(source, "series.window", window, "--window");
    return source;
  }
}
