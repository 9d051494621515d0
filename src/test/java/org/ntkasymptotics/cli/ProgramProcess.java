package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program in a process of its own, from the classes of this one, with its kernels in plain
 * Java: their numbers are compared with those of other such processes only.
 *
 * @param process itself
 * @param log what it prints, errors included
 */
record ProgramProcess(Process process, Path log) {
  private static final int PATIENCE_MINUTES = 10;

  /** The command line that runs the program with these JVM options and arguments. */
  static List<String> command(List<String> options, List<String> arguments) {
    return command(Main.class, options, arguments);
  }

  /** The same for a program that stands for it. */
  static List<String> command(Class<?> program, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A test's program is over before optimising it would pay, above all vector loops.
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!argument.startsWith("--add-modules")) {
        command.add(argument);
      }
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Starts a command line; its log goes to a new file in a directory. */
  static ProgramProcess start(Path directory, List<String> command) throws IOException {
    return start(directory, new ProcessBuilder(command));
  }

  /** Starts what is prepared; its log goes to a new file in a directory. */
  static ProgramProcess start(Path directory, ProcessBuilder prepared) throws IOException {
    Path log = Files.createTempFile(directory, "log", "");
    Process process = prepared.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ProgramProcess(process, log);
  }

  /** Starts the program with these arguments. */
  static ProgramProcess start(Path directory, String... arguments) throws IOException {
    return start(directory, command(List.of(), List.of(arguments)));
  }

  /** Waits for its end; gives the exit code. */
  int await() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), "takes too long");
    return process.exitValue();
  }

  /** What it has printed. */
  String printed() throws IOException {
    return Files.readString(log);
  }
}
