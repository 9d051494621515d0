package org.ntkasymptotics.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ntk data}. */
@Command(
    name = DataCommand.NAME,
    description = "Bring public data sets here; the only command that uses the network.",
    synopsisSubcommandLabel = "NAME",
    commandListHeading = "%nData sets:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  ntk data mnist", "  ntk data mnist --help"})
final class DataCommand implements Callable<Integer> {
  static final String NAME = "data";

  @Spec private CommandSpec spec;
  @Mixin HelpOptions help;

  private final Session session;

  DataCommand(Session session) {
    this.session = session;
  }

  /** Without a name there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(session.console().err());
    return ExitCode.BAD_INPUT;
  }
}
