package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.experiment.Experiment;
import org.ntkasymptotics.fuzz.Fuzzing;

/** Command lines, damaged; one argument a line. Experiments end where they would begin. */
@Timeout(3600)
class CommandLineFuzzTest {
  private static final String[] WORDS = {
    "\n",
    "--",
    "-",
    "=",
    "--help",
    "--json",
    "--quiet",
    "--seed",
    "--samples",
    "--mixture",
    "d=2",
    "--target",
    "ball:radius=",
    "gp:width=",
    "--kernel",
    "--threads",
    "--backend",
    "cuda",
    "auto",
    "--index-window",
    "1:9",
    ":",
    ",",
    ";",
    "--stacktrace",
    "--points",
    "--residual",
    "--set",
    "é",
    "data.samples=",
    "--shard",
    "1/0",
    "--dry-run",
    "@",
    "${x}",
    "%s",
    "\u0000",
    "\"",
    "'",
    "\\"
  };

  @TempDir Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "1,2\n3,4\n5,7\n");
    Files.writeString(directory.resolve("e.yaml"), "experiment: laws\n");
    Files.writeString(directory.resolve("s.yaml"), "base: {experiment: laws}\ngrid: {seed: [1]}\n");
  }

  private String line(String command) {
    return command.replace(" ", "\n").replace("DIR", directory.toString());
  }

  @Test
  void commandLines() {
    Fuzzing fuzzing =
        Fuzzing.of("command line")
            .words(WORDS)
            .words(line("run --resume DIR/run"), line("report DIR/run"))
            .allowing(1L << 30);
    for (String command :
        List.of(
            "spectrum --mixture d=2,clusters=8,spread=1.0,width=0.5 --samples 100 --target gp",
            "spectrum --points DIR/a.csv --kernel matern:smoothness=1.5,length=1.0 --vectors",
            "train --width 50 --steps 10 --uniform ball:d=2,radius=1.0 --samples 60 --target ball",
            "laws --samples 1000 --target ball:radius=1.0,center=0;0 --target-loss 0.1",
            "fit DIR/a.csv --x 1 --y 2 --window 1:5 --json",
            "figure 3b --scale quick --seed 3 --threads 2",
            "run DIR/e.yaml --set seed=4 --set data.samples=50",
            "sweep DIR/s.yaml --shard 1/2 --set data.samples=80",
            "data --help",
            "--version")) {
      fuzzing.valid(line(command));
    }
    fuzzing.run(this::isTaken);
  }

  /** Whether the program did something with it, be it to say what it misses. */
  private boolean isTaken(byte[] input) throws IOException {
    List<String> arguments = arguments(input);
    CommandLineSession session =
        CommandLineSession.run(CommandLineFuzzTest::none, arguments.toArray(String[]::new));
    assertTrue(session.code() >= 0 && session.code() <= 3, arguments + " ends in " + session);
    assertFalse(session.err().contains("internal error"), arguments + " ends in " + session);
    if (session.code() > 0 && !arguments.contains("--stacktrace")) {
      assertFalse(session.err().isBlank(), arguments + " fails silently");
      assertFalse(session.err().contains("\tat "), session.err());
    }
    if (session.code() == ExitCode.BAD_INPUT) {
      throw new IllegalArgumentException("refused");
    }
    return true;
  }

  /**
   * Results go into a directory of this test's, and nothing comes from the network. An argument
   * list of an operating system holds no zeros.
   */
  private List<String> arguments(byte[] input) throws IOException {
    String text = new String(input, StandardCharsets.UTF_8).replace("\u0000", "");
    List<String> arguments = new ArrayList<>();
    for (String argument : text.split("\n", -1)) {
      if (!argument.startsWith("--out") && !argument.equals("mnist")) {
        arguments.add(argument);
      }
    }
    clear();
    if (arguments.isEmpty()) {
      return arguments;
    }
    if (List.of("spectrum", "train", "laws", "fit", "figure", "run", "sweep")
        .contains(arguments.get(0))) {
      arguments.add(1, "--out=" + directory.resolve("out/run"));
    }
    return arguments;
  }

  private void clear() throws IOException {
    Path out = directory.resolve("out");
    if (Files.exists(out)) {
      try (Stream<Path> files = Files.walk(out)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Experiment none(ExperimentConfig config) {
    return (c, context) -> {
      throw new ComputationException("nothing is computed here");
    };
  }
}
