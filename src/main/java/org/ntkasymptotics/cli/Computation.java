package org.ntkasymptotics.cli;

import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.config.EngineVersion;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.experiment.Outcome;
import org.ntkasymptotics.experiment.RunContext;
import org.ntkasymptotics.report.RunDirectory;

/**
 * One experiment computed into its run directory. However it ends before its end, by Ctrl-C or by a
 * failure, what is worth resuming stays and the rest is removed.
 *
 * @param session of the program
 * @param progress hears how far it is
 * @param runs those that Ctrl-C would end, this one among them while it is computed
 */
record Computation(Session session, Progress progress, OpenRuns runs) {

  /** Computes; {@code directory} has its final name afterwards. */
  Outcome run(ExperimentConfig config, RunDirectory directory) {
    EngineVersion engine = EngineVersion.current();
    RunContext context =
        new RunContext(
            directory, progress, session.commandLine(), engine.version(), engine.revision());
    runs.begin(directory);
    boolean done = false;
    try {
      Outcome outcome = session.experiments().apply(config).run(config, context);
      done = true;
      return outcome;
    } finally {
      runs.end(directory);
      if (!done) {
        OpenRuns.leave(directory);
      }
      directory.close();
    }
  }
}
