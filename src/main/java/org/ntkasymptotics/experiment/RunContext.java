package org.ntkasymptotics.experiment;

import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.report.RunDirectory;

/**
 * What an experiment is given besides its description.
 *
 * @param directory where results go; pieces of a former, interrupted run lie there and are used
 * @param progress hears how far it is
 * @param command line that reproduces the run
 * @param version of the program
 * @param revision of its source
 */
public record RunContext(
    RunDirectory directory, Progress progress, String command, String version, String revision) {

  /** The same with another listener. */
  RunContext with(Progress listener) {
    return new RunContext(directory, listener, command, version, revision);
  }
}
