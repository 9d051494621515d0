package org.ntkasymptotics.cli;

import java.nio.file.Path;
import java.util.List;
import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.experiment.InputCheck;
import org.ntkasymptotics.report.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ntk run}. */
@Command(
    name = "run",
    description = "Run an experiment described in a file, or go on with an interrupted run.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk run experiment.yaml",
      "  ntk run runs/figure-1/experiment.yaml      the same numbers again",
      "  ntk run experiment.yaml --set data.samples=500 --set kernel.sigma-b=0.5",
      "  ntk run --resume runs/spectrum-20261124-101500",
      "  ntk run --resume runs/spectrum-20261124-101500 --time-limit 2h"
    })
final class RunCommand extends ExperimentCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT.yaml",
      description = "The description; every run directory holds one.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a value of the file, such as data.samples=500. May be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the run that was interrupted in DIR.")
  private Path resume;

  @Option(
      names = "--time-limit",
      paramLabel = "T",
      description =
          "With --resume of a spectrum without a matrix: 90s, 30m or 2h for this time instead of the"
              + " limit it had, 0 for none.")
  private String timeLimit;

  RunCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (resume == null) {
      if (timeLimit != null) {
        throw new IllegalArgumentException("--time-limit: expected with --resume only");
      }
      return super.call();
    }
    if (file != null || !settings.isEmpty() || compute.out().isPresent()) {
      throw new IllegalArgumentException(
          "--resume goes on with the experiment of its directory: give no file, --set or --out");
    }
    new ExperimentRun(session(), compute).resume(interrupted(), resume);
    return ExitCode.DONE;
  }

  @Override
  String nameOf(String key) {
    return key;
  }

  private ExperimentConfig interrupted() {
    Path described = RunDirectory.experiment(resume);
    String label = InputCheck.shown(described);
    String written = RunDirectory.text(described);
    ConfigSource source = ConfigSource.parse(written, label);
    ExperimentConfig config = source.config();
    // Its beginning alone may describe another experiment.
    if (!config.toYaml().equals(written)) {
      throw new IllegalArgumentException(
          label
              + " is not as ntk wrote it, cut off or changed: start the experiment anew with "
              + "ntk run and another --out");
    }
    if (timeLimit == null) {
      return config;
    }
    if (!config.spectrum().matrixFree().enabled()) {
      throw new IllegalArgumentException(
          "--time-limit: expected for a spectrum without a matrix, which " + label + " is not");
    }
    return source.with("spectrum.matrix-free.time-limit", timeLimit, "--time-limit").config();
  }

  @Override
  ConfigSource source() {
    if (file == null) {
      throw new IllegalArgumentException("EXPERIMENT.yaml is missing: name the file, or --resume");
    }
    ConfigSource source = ConfigSource.from(file);
    settings.forEach(source::set);
    return source;
  }
}
