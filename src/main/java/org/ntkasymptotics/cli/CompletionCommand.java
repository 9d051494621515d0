package org.ntkasymptotics.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ntk completion}. */
@Command(
    name = CompletionCommand.NAME,
    description = "Print a script that completes commands and options with the tabulator key.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(./ntk completion bash)",
      "  ./ntk completion zsh > ~/.ntk-completion && echo 'source ~/.ntk-completion' >> ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  static final String NAME = "completion";

  /** Shells known. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "bash or zsh (default: bash).")
  Shell shell;

  @Spec private CommandSpec spec;
  @Mixin HelpOptions help;

  private final Session session;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    // The script asks which shell runs it and prepares zsh itself; the argument is for the reader.
    session.console().out().print(AutoComplete.bash("ntk", spec.root().commandLine()));
    session.console().out().flush();
    return ExitCode.DONE;
  }
}
