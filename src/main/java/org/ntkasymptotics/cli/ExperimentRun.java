package org.ntkasymptotics.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.experiment.InputCheck;
import org.ntkasymptotics.experiment.Outcome;
import org.ntkasymptotics.report.LawTable;
import org.ntkasymptotics.report.ReportFiles;
import org.ntkasymptotics.report.RunDirectory;

/**
 * Runs an experiment into its directory: checks first, progress meanwhile, the table at the end.
 */
final class ExperimentRun {
  private final Session session;
  private final ComputeOptions options;

  ExperimentRun(Session session, ComputeOptions options) {
    this.session = session;
    this.options = options;
  }

  /** A new run; {@code names} says what the user calls a key of the configuration. */
  void start(String command, ExperimentConfig config, UnaryOperator<String> names) {
    Path place = options.out().orElseGet(() -> FreePlace.of(command));
    BackendInfo backend = InputCheck.of(config, names).machine();
    run(config, backend, RunDirectory.start(place, config.toYaml()));
  }

  /** The rest of an interrupted run. */
  void resume(ExperimentConfig config, Path place) {
    BackendInfo backend = InputCheck.of(config, key -> key).machine();
    RunDirectory directory = RunDirectory.resume(place);
    if (!directory.readText(RunDirectory.EXPERIMENT).equals(config.toYaml())) {
      directory.writeText(RunDirectory.EXPERIMENT, config.toYaml());
    }
    run(config, backend, directory);
  }

  /** Which machine the program chose, and why: nobody else did. */
  private void say(ExperimentConfig config, BackendInfo backend) {
    if (!options.quiet
        && config.kind().computes()
        && config.backend().choice() == BackendChoice.AUTO) {
      session.console().say("ntk: back end " + backend.name() + " (" + backend.reason() + ")");
    }
  }

  private void run(ExperimentConfig config, BackendInfo backend, RunDirectory directory) {
    say(config, backend);
    show(compute(config, directory), directory);
  }

  private Outcome compute(ExperimentConfig config, RunDirectory directory) {
    try (ProgressDisplay display = ProgressDisplay.ticking(session.console())) {
      Progress progress = options.quiet ? Progress.NONE : display;
      OpenRuns runs =
          new OpenRuns(
              session.interrupts(),
              open -> {
                display.clear();
                return kept(directory).orElse("nothing was kept");
              });
      return new Computation(session, progress, runs).run(config, directory);
    } catch (RuntimeException | Error e) {
      kept(directory).ifPresent(kept -> session.console().say("ntk: " + kept));
      throw e;
    }
  }

  /** How to go on, if that saves work. */
  private static Optional<String> kept(RunDirectory directory) {
    return directory.worthResuming()
        ? Optional.of(
            "what was computed is kept; go on with: ./ntk run --resume "
                + Session.quoted(InputCheck.shown(directory.place())))
        : Optional.empty();
  }

  private void show(Outcome outcome, RunDirectory directory) {
    if (options.json) {
      session.console().out().print(outcome.summary().toJson());
    } else {
      session.console().out().print(LawTable.text(outcome.summary().cases()));
      outcome.remarks().forEach(session.console().out()::println);
      session
          .console()
          .out()
          .println("report: " + InputCheck.shown(directory.place().resolve(ReportFiles.HTML)));
    }
    session.console().out().flush();
  }
}
