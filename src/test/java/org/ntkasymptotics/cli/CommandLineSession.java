package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.experiment.Experiment;

/**
 * A command line run in this process, and what came of it.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record CommandLineSession(int code, String out, String err) {

  /** Runs with the real experiments. */
  static CommandLineSession run(String... args) {
    return run(Experiment::of, args);
  }

  /** Runs with these experiments. */
  static CommandLineSession run(
      Function<ExperimentConfig, Experiment> experiments, String... args) {
    return run(experiments, Map.of(), args);
  }

  /** Runs with these experiments and environment variables. */
  static CommandLineSession run(
      Function<ExperimentConfig, Experiment> experiments,
      Map<String, String> environment,
      String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), false, 80);
    int code = Main.run(args, console, Interrupts.none(console), experiments, environment);
    return new CommandLineSession(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The one line on standard error that it ends with, all that it says. */
  String refusal(int expectedCode) {
    assertEquals(expectedCode, code, err);
    assertEquals("", out);
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith("ntk"), err);
    return err;
  }

  static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
