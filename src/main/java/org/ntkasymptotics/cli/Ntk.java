package org.ntkasymptotics.cli;

import java.util.concurrent.Callable;
import org.ntkasymptotics.config.EngineVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ntk} itself. */
@Command(
    name = "ntk",
    description =
        "Spectra of neural tangent kernels, training of finite networks, and the power laws that"
            + " govern both.",
    versionProvider = Ntk.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ntk figure 1                            the paper's Figure 1, from scratch",
      "  ntk spectrum --samples 1000 --target gp",
      "  ntk COMMAND --help                      options and examples of a command"
    })
final class Ntk implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOptions help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show version, git revision and Java, and exit.")
  boolean version;

  private final Session session;

  Ntk(Session session) {
    this.session = session;
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(session.console().err());
    return ExitCode.BAD_INPUT;
  }

  /** Three lines. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      EngineVersion engine = EngineVersion.current();
      return new String[] {
        "ntk " + engine.version(), "revision " + engine.revision(), "java " + EngineVersion.java()
      };
    }
  }
}
