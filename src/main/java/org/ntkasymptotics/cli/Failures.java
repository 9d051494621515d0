package org.ntkasymptotics.cli;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.config.NearestWord;
import org.ntkasymptotics.host.JavaHeap;
import org.ntkasymptotics.report.RunDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, as one line on standard error and an exit code. */
final class Failures {
  private final Console console;
  private final boolean stackTrace;

  /** Says it on this console, with the stack trace if that was asked for. */
  Failures(Console console, boolean stackTrace) {
    this.console = console;
    this.stackTrace = stackTrace;
  }

  /** A command line that cannot be read. */
  int misuse(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    console.say(name + ": " + oneLine(misuseText(e)) + " (see " + name + " --help)");
    trace(e);
    return ExitCode.BAD_INPUT;
  }

  private static String misuseText(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage());
    }
    String word = unmatched.getUnmatched().get(0);
    boolean isOption = word.startsWith("-");
    String met = isOption ? word.split("=", 2)[0] : word;
    CommandLine command = e.getCommandLine();
    boolean hasCommands = !command.getSubcommands().isEmpty();
    List<String> known =
        isOption
            ? command.getCommandSpec().options().stream()
                .filter(o -> !o.hidden())
                .flatMap(o -> Arrays.stream(o.names()))
                .toList()
            : List.copyOf(command.getSubcommands().keySet());
    Optional<String> nearest = NearestWord.to(met, known);
    String what = isOption ? "unknown option " : hasCommands ? "unknown command " : "unexpected ";
    return what + "'" + met + "'" + nearest.map(n -> ", did you mean " + n + "?").orElse("");
  }

  /** A command that failed; its name goes before the message. */
  int failure(String command, Throwable e) {
    console.say(command + ": " + oneLine(text(e)));
    trace(e);
    return code(e);
  }

  /** What was to be printed has not arrived: a full disk, or nobody reads it. */
  int lostOutput() {
    console.say("ntk: standard output cannot be written: is it closed, or its disk full?");
    return ExitCode.FAILED;
  }

  private static String text(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return "out of memory ("
          + e.getMessage()
          + "): take fewer points or a narrower network, or "
          + JavaHeap.doubled();
    }
    if (e instanceof StackOverflowError || isUnexpected(e)) {
      return "internal error, "
          + e.getClass().getSimpleName()
          + ": "
          + e.getMessage()
          + " (run again with --stacktrace and report it)";
    }
    return String.valueOf(e.getMessage());
  }

  private static boolean isUnexpected(Throwable e) {
    return !(e instanceof IllegalArgumentException
        || e instanceof BackendUnavailableException
        || e instanceof ComputationException
        || e instanceof RunDirectoryException
        || e instanceof UncheckedIOException);
  }

  private static int code(Throwable e) {
    if (e instanceof BackendUnavailableException) {
      return ExitCode.NO_BACKEND;
    }
    return e instanceof IllegalArgumentException ? ExitCode.BAD_INPUT : ExitCode.FAILED;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ").replaceAll("\\p{Cntrl}", "?");
  }

  private void trace(Throwable e) {
    if (stackTrace) {
      e.printStackTrace(console.err());
      console.err().flush();
    }
  }
}
