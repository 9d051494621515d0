package org.ntkasymptotics.cli;

import java.util.function.Supplier;
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
 * @param interrupted takes the progress display away and says, after Ctrl-C, what is kept
 */
record Computation(Session session, Progress progress, Supplier<String> interrupted) {

  /** Computes; {@code directory} has its final name afterwards. */
  Outcome run(ExperimentConfig config, RunDirectory directory) {
    EngineVersion engine = EngineVersion.current();
    RunContext context =
        new RunContext(
            directory, progress, session.commandLine(), engine.version(), engine.revision());
    session
        .interrupts()
        .onInterrupt(
            () -> {
              String farewell = interrupted.get();
              leave(directory);
              return farewell;
            });
    boolean done = false;
    try {
      Outcome outcome = session.experiments().apply(config).run(config, context);
      done = true;
      return outcome;
    } finally {
      session.interrupts().onInterrupt(Interrupts.NOTHING_TO_SAVE);
      if (!done) {
        leave(directory);
      }
      directory.close();
    }
  }

  private static void leave(RunDirectory directory) {
    if (directory.worthResuming()) {
      directory.close();
    } else {
      directory.discard();
    }
  }
}
