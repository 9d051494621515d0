package org.ntkasymptotics.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.experiment.Experiment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** Entry point: the command line to an exit code. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    // Numbers are written with a decimal point wherever the user lives.
    Locale.setDefault(Locale.ROOT);
    Console console = Console.ofProcess();
    Interrupts interrupts = Interrupts.install(console);
    System.exit(run(args, console, interrupts, Experiment::of, System.getenv()));
  }

  /**
   * Runs a command line in the process of another program, on its streams: heeds no signals, never
   * throws and never exits.
   *
   * @return the exit code
   */
  public static int run(List<String> arguments) {
    Console console = Console.ofProcess();
    return run(
        arguments.toArray(String[]::new),
        console,
        Interrupts.none(console),
        Experiment::of,
        Map.of());
  }

  /** Runs a command line in this process; never throws and never exits. */
  static int run(
      String[] args,
      Console console,
      Interrupts interrupts,
      Function<ExperimentConfig, Experiment> experiments,
      Map<String, String> environment) {
    Session session = new Session(console, interrupts, experiments, List.of(args), environment);
    Failures failures = new Failures(console, Arrays.asList(args).contains("--stacktrace"));
    try {
      int code = commandLine(session, failures, args.length == 0 ? "" : args[0]).execute(args);
      boolean lost = console.out().checkError() && code == ExitCode.DONE;
      return lost ? failures.lostOutput() : code;
    } catch (RuntimeException | Error e) {
      return failures.failure("ntk", e);
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  /**
   * All commands, or only the first word's: to read what a command is made of takes longer than
   * most of them do.
   */
  private static CommandLine commandLine(Session session, Failures failures, String first) {
    Console console = session.console();
    CommandLine root = new CommandLine(new Ntk(session));
    List<Object> commands = commands(session);
    List<Object> asked = commands.stream().filter(c -> name(c).equals(first)).toList();
    boolean alone = !asked.isEmpty() && !first.equals(CompletionCommand.NAME);
    (alone ? asked : commands).forEach(root::addSubcommand);
    CommandLine data = root.getSubcommands().get(DataCommand.NAME);
    if (data != null) {
      data.addSubcommand(new MnistCommand(session));
    }
    return root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setExpandAtFiles(false)
        .setUsageHelpWidth(Math.max(60, Math.min(100, console.columns())))
        .setColorScheme(
            Help.defaultColorScheme(console.terminal() ? Help.Ansi.AUTO : Help.Ansi.OFF))
        .setParameterExceptionHandler(failures::misuse)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> failures.failure(command.getCommandSpec().qualifiedName(), e));
  }

  private static List<Object> commands(Session session) {
    return List.of(
        new FigureCommand(session),
        new RunCommand(session),
        new SpectrumCommand(session),
        new TrainCommand(session),
        new LawsCommand(session),
        new FitCommand(session),
        new SweepCommand(session),
        new ReportCommand(session),
        new BenchCommand(session),
        new DoctorCommand(session),
        new CompletionCommand(session),
        new DataCommand(session));
  }

  private static String name(Object command) {
    return command.getClass().getAnnotation(Command.class).name();
  }
}
