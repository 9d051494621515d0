package org.ntkasymptotics.cli;

import org.ntkasymptotics.config.ConfigSource;
import picocli.CommandLine.Option;

/** Options of spectra that are estimated from products alone. */
final class MatrixFreeOptions {
  @Option(
      names = "--matrix-free",
      description =
          "Estimate the spectrum from products of the kernel with vectors, for M beyond what a"
              + " matrix can have: leading eigenvalues, counts with error bars, bounds of the loss.")
  private boolean enabled;

  @Option(
      names = "--steps",
      paramLabel = "K",
      description = "With --matrix-free: at most so many products (default: 60).")
  private String steps;

  @Option(
      names = "--probes",
      paramLabel = "P",
      description = "With --matrix-free: random vectors that count eigenvalues (default: 7).")
  private String probes;

  @Option(
      names = "--leading",
      paramLabel = "N",
      description = "With --matrix-free: leading eigenvalues wanted one by one (default: 100).")
  private String leading;

  @Option(
      names = "--accuracy",
      paramLabel = "E",
      description =
          "With --matrix-free: end when the loss is as accurate as this (default: 0.01; 0: take all"
              + " steps).")
  private String accuracy;

  @Option(
      names = "--time-limit",
      paramLabel = "T",
      description =
          "With --matrix-free: end after the last product that fits into 90s, 30m or 2h, with a result"
              + " and what --resume needs to go on.")
  private String timeLimit;

  @Option(
      names = "--no-halves",
      description =
          "With --matrix-free: do not measure halves of the data set, which take two thirds of the"
              + " time and give the intervals.")
  private boolean noHalves;

  /** Puts what was given over what the source says. */
  void apply(ConfigSource source) {
    if (enabled) {
      source.with("spectrum.matrix-free.enabled", "true", "--matrix-free");
    }
    set(source, "steps", steps);
    set(source, "probes", probes);
    set(source, "leading", leading);
    set(source, "accuracy", accuracy);
    set(source, "time-limit", timeLimit);
    if (noHalves) {
      requireEnabled("--no-halves");
      source.with("spectrum.matrix-free.halves", "false", "--no-halves");
    }
  }

  private void set(ConfigSource source, String key, String value) {
    if (value != null) {
      requireEnabled("--" + key);
    }
    Given.set(source, "spectrum.matrix-free." + key, value, "--" + key);
  }

  private void requireEnabled(String option) {
    if (!enabled) {
      throw new IllegalArgumentException(option + ": expected with --matrix-free only");
    }
  }
}
