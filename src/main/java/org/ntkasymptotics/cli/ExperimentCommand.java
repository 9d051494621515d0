package org.ntkasymptotics.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.ntkasymptotics.config.ConfigSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs an experiment: its options make the configuration, the rest is the same. */
abstract class ExperimentCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ComputeOptions compute;
  @Mixin HelpOptions help;

  private static final Map<String, String> OPTIONS =
      Map.of(
          "data.points", "--points",
          "data.mnist", "--mnist",
          "figure.mnist", "--mnist",
          "target", "--target",
          "target.file", "--residual",
          "kernel.sigma-b", "--sigma-b",
          "series.file", "SERIES");

  private final Session session;

  ExperimentCommand(Session session) {
    this.session = session;
  }

  /** The experiment as the command's own options describe it. */
  abstract ConfigSource source();

  @Override
  public Integer call() {
    ConfigSource source = source();
    compute.apply(source);
    new ExperimentRun(session, compute).start(spec.name(), source.config(), this::nameOf);
    return ExitCode.DONE;
  }

  /** What the user calls a key of the configuration: the option that sets it. */
  String nameOf(String key) {
    return OPTIONS.getOrDefault(key, key);
  }

  Session session() {
    return session;
  }
}
