package org.ntkasymptotics.cli;

import org.ntkasymptotics.config.ConfigSource;
import picocli.CommandLine.Option;

/** Options of spectra and of the fits to them. */
final class SpectrumOptions {
  @Option(
      names = "--data-sets",
      paramLabel = "K",
      description = "Independent data sets, whose scatter gives the intervals (default: 1).")
  private String dataSets;

  @Option(
      names = "--index-window",
      paramLabel = "A:B",
      description = "Fit eigenvalues and partial sums for n in A ... B (default: chosen by rule).")
  private String indexWindow;

  @Option(
      names = "--time-window",
      paramLabel = "A:B",
      description = "Fit the loss for t in A ... B (default: chosen by rule).")
  private String timeWindow;

  /** Puts what was given over what the source says. */
  void apply(ConfigSource source) {
    Given.set(source, "spectrum.data-sets", dataSets, "--data-sets");
    Given.window(source, "fit.index-window", indexWindow, "--index-window");
    Given.window(source, "fit.time-window", timeWindow, "--time-window");
  }
}
