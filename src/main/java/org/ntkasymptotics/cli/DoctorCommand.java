package org.ntkasymptotics.cli;

import java.util.concurrent.Callable;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.Backends;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ntk doctor}. */
@Command(
    name = "doctor",
    description =
        "Say which back end would be used and why, what was looked for and where, the largest M"
            + " that fits, and versions.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk doctor",
      "  ntk doctor --json | jq .largest",
      "  ntk doctor --backend cuda      exit code 3 and what is missing, if it cannot be used"
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Examine auto, cpu or cuda (default: auto).")
  private String backend = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads (default: one for each core).")
  private int threads;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Mixin HelpOptions help;

  private final Session session;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Backend opened = Backends.open(BackendChoice.from(backend), threads)) {
      Examination examination = Examination.of(opened);
      session.console().out().print(json ? examination.json() : examination.text());
      session.console().out().flush();
    }
    return ExitCode.DONE;
  }
}
