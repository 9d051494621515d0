package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.ComputationException;

/** Wrong words, files and places are refused in one line before any work. */
class WrongUseTest {
  @TempDir Path directory;

  private String file(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private String out() {
    return directory.resolve("run").toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spectrm | ntk: unknown command 'spectrm', did you mean spectrum? (see ntk --help)
          spectrum --sampels 3 | ntk spectrum: unknown option '--sampels', did you mean --samples? (see ntk spectrum --help)
          spectrum --samples=1 | ntk spectrum: --samples: expected a whole number of at least 2, got '1'
          spectrum --samples x | ntk spectrum: --samples: expected a whole number of at least 2, got 'x'
          spectrum --samples | ntk spectrum: Missing required parameter for option '--samples' (M)
          spectrum --samples 90000000 | M = 90000000 needs
          spectrum --mixture d=0 | ntk spectrum: --mixture: d: expected a whole number of at least 1, got '0'
          spectrum --mixture d=2,wdith=1 | ntk spectrum: --mixture: unknown key 'wdith', did you mean 'width'?
          spectrum --mixture width=nan | ntk spectrum: --mixture: width: expected a finite number, got 'nan'
          spectrum --mixture width=0,5 | (numbers take a decimal point, lists a semicolon)
          spectrum --mixture d=2 --uniform ball | --mixture and --uniform exclude each other
          spectrum --uniform torus:d=2 | ntk spectrum: --uniform: shape: expected ball | sphere | cube, got 'torus'
          spectrum --uniform cube:d=2,radius=1 | ntk spectrum: --uniform: unknown key 'radius'
          spectrum --kernel relu | did you mean relu-ntk?
          spectrum --kernel deep-relu-ntk:hidden=0 | must lie in 1 … 1000; got 0
          spectrum --kernel empirical:c.npz | c.npz: no such file
          spectrum --kernel power-ntk:q=0.5 | q must be greater than 1/2
          spectrum --kernel laplace:q=0.5 | kernel laplace takes length, got 'q'
          train --kernel laplace | the network to train follows from its kernel
          spectrum --sigma-w 0 | ntk spectrum: --sigma-w: expected a number > 0, got '0'
          spectrum --sigma-b -1 | ntk spectrum: --sigma-b: expected a number >= 0, got '-1'
          laws --sigma-b 0 | ntk laws: --sigma-b: the theory needs sigma-b > 0
          laws --target gp:sigma-b=0 | ntk laws: --target: the theory needs sigma-b > 0
          spectrum --target ball:radius=-1 | ntk spectrum: --target: ball.radius: must be positive and finite, is -1.0
          spectrum --target ball:center=1;2;3 | center must have 2 coordinates
          spectrum --target disc | ntk spectrum: --target: unknown key 'disc'
          spectrum --points nowhere.csv | ntk spectrum: --points nowhere.csv: no such file
          spectrum --residual nowhere.npy | ntk spectrum: --residual nowhere.npy: no such file
          spectrum --threads -1 | ntk spectrum: --threads: expected a whole number from 0 to 1024, got '-1'
          spectrum --backend gpu | ntk spectrum: --backend: expected auto | cpu | cuda | spark, got 'gpu'
          spectrum --seed 1.5 | ntk spectrum: --seed: expected a whole number, got '1.5'
          spectrum --index-window 3 | --index-window: expected FROM:TO, got '3'
          spectrum --index-window 9:3 | expected two numbers, 0 < from < to
          spectrum --steps 30 | --steps: expected with --matrix-free only
          spectrum --matrix-free --steps 4 | --steps: expected a whole number of at least 5, got '4'
          spectrum --matrix-free --probes 1 | ntk spectrum: --probes: expected a whole number of at least 2
          spectrum --matrix-free --accuracy 1 | --accuracy: accuracy must lie in [0, 1), is 1.0
          spectrum --matrix-free --time-limit soon | --time-limit: expected a time such as 90s, 30m or 2h
          spectrum --matrix-free --time-limit -5m | --time-limit: expected a time such as 90s, 30m or 2h
          run --time-limit 5m e.yaml | --time-limit: expected with --resume only
          spectrum --matrix-free --vectors | matrix-free has no eigenvectors
          spectrum --matrix-free --samples 12 | matrix-free with M = 12: expected at least 14 points
          spectrum --matrix-free --samples 100000000 | needs
          spectrum --mnist nowhere | ntk spectrum: --mnist nowhere: has no train-images-idx3-ubyte or train-images-idx3-ubyte.gz
          spectrum --mnist a --points b.csv | --points and --mnist exclude each other
          spectrum --digits 3 | --digits is meant for --mnist DIR
          spectrum --mnist a --digits 3;12 | --digits: digits must be from 0 to 9, at least one, is [3, 12]
          spectrum --mnist a --digits 3.5 | --digits: expected whole numbers from 0 to 9
          spectrum --mnist a --pixels scale=0 | --pixels: scale: must be positive and finite, is 0.0
          spectrum --mnist a --pixels center=image | --pixels: center: expected none | global | pixel, got 'image'
          spectrum --target label:parity | --target: a label target needs points with labels
          spectrum --target label | --target: label.one: expected one=DIGIT, parity or value, got nothing
          spectrum --target label:one=10 | --target: label.one: expected a whole number from 0 to 9
          train --steps 5 --time 3 | ntk train: --steps and --time exclude each other
          train --steps 0 | ntk train: --steps: expected a whole number of at least 1, got '0'
          train --step-fraction 1.0 | ntk train: --step-fraction: expected a number between 0 and 1, got '1.0'
          train --width 0 | ntk train: --width: expected a whole number of at least 1, got '0'
          train --precision half | ntk train: --precision: expected single | double, got 'half'
          laws --target-loss 0 | target-loss must be positive and finite, is 0.0
          figure | ntk figure: Missing required parameter: 'NAME'
          figure 9 | ntk figure: NAME: expected 1 | 2 | 3a | 3b | 3c | 3d, got '9'
          figure 3d --mnist nowhere | ntk figure: --mnist nowhere: has no train-images-idx3-ubyte or train-images-idx3-ubyte.gz: name the directory that has, or download the files with ntk data mnist
          figure 1 --mnist nowhere | ntk figure: --mnist: expected nothing: figure 1 has no digits
          figure 1 --scale huge | ntk figure: --scale: expected quick | paper, got 'huge'
          fit nowhere.csv | ntk fit: SERIES nowhere.csv: no such file
          run | EXPERIMENT.yaml is missing
          run nowhere.yaml | ntk run: nowhere.yaml: no such file
          run --resume nowhere | no interrupted run
          run x.yaml --resume y | give no file, --set or --out
          report nowhere | nowhere is not a run directory
          report a b | --out is missing
          doctor --backend tpu | the back end must be auto, cpu, cuda or spark
          completion fish | Invalid value for positional parameter at index 0 (SHELL)
          """)
  void wrongUseIsOneLineAndExitTwo(String commandLine, String expected) {
    String err = CommandLineSession.run(commandLine.split(" ")).refusal(2);
    assertTrue(err.contains(expected), err + "expected: " + expected);
    assertFalse(Files.exists(Path.of("runs")), "nothing may be left behind");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,2;3,4;abc,5 | row 3, column 1
          1,2;3,nan;4,5 | row 2, column 2
          1,2;3,inf;4,5 | row 2, column 2
          1,2;3;4,5 | row 2
          1,2 | got 1
          """)
  void badPointsAreFoundWithRowAndColumn(String rows, String expected) throws Exception {
    String points = file("data.csv", rows.replace(';', '\n') + "\n");
    String err = CommandLineSession.run("spectrum", "--points", points, "--out", out()).refusal(2);
    assertTrue(err.startsWith("ntk spectrum: --points " + points), err);
    assertTrue(err.contains(expected), err);
    assertFalse(Files.exists(Path.of(out())));
  }

  @Test
  void aResidualOfAnotherLengthIsFoundFirst() throws Exception {
    String points = file("p.csv", "1,2\n3,4\n5,6\n");
    String residual = file("r.csv", "1\n2\n");
    String err =
        CommandLineSession.run("spectrum", "--points", points, "--residual", residual).refusal(2);
    assertTrue(err.contains("expected 3 values, one a point, got 2"), err);
  }

  @Test
  void badExperimentFilesSayLineAndColumn() throws Exception {
    String yaml = file("e.yaml", "experiment: spectrum\ndata:\n  sampels: 3\n");
    String err = CommandLineSession.run("run", yaml).refusal(2);
    assertTrue(err.contains("e.yaml:3:3: data: unknown key 'sampels', did you mean"), err);
    err = CommandLineSession.run("run", yaml, "--set", "data.samples").refusal(2);
    assertTrue(err.contains("--set: expected key=value, got 'data.samples'"), err);
  }

  @Test
  void anOutputDirectoryInUseIsRefusedFirst() throws Exception {
    Files.createDirectories(Path.of(out()));
    Files.writeString(Path.of(out()).resolve("x"), "");
    String err = CommandLineSession.run("spectrum", "--out", out()).refusal(2);
    assertTrue(err.contains("exists and is not empty"), err);
    String inFile = file("f", "") + "/below";
    err = CommandLineSession.run("spectrum", "--out", inFile).refusal(1);
    assertTrue(err.contains("cannot"), err);
  }

  @Test
  void randomWordsNeverGetFurtherThanOneLine() {
    Random random = new Random(11);
    String[] commands = {"spectrum", "train", "laws", "fit", "run", "figure", "report"};
    String[] options = {
      "--points", "--mixture", "--uniform", "--samples", "--kernel", "--sigma-b", "--target",
      "--residual", "--width", "--steps", "--window", "--index-window", "--seed", "--threads",
      "--backend", "--device", "--set", "--resume", "--scale", "--out", "--cuda-libs"
    };
    String[] values = {
      "",
      " ",
      ".",
      "/",
      "-",
      "--",
      "=",
      ":",
      "1:2",
      "\u0000",
      "0",
      "3",
      "1e9",
      "1e999",
      "nan",
      "gp",
      "ball:",
      "ball:center=;",
      "d=2,d=3",
      "a=b=c",
      "x.y=1",
      "target=[{}]",
      "{",
      "\n",
      "é\ud83d\ude00",
      "~",
      "%s%n",
      "$(x)",
      "@x",
      "*.csv",
      "1;2",
      "file:",
      "file:/",
      "-1",
      "auto",
      "1"
    };
    for (int i = 0; i < 400; i++) {
      List<String> args = new ArrayList<>();
      args.add(commands[random.nextInt(commands.length)]);
      for (int k = random.nextInt(4); k >= 0; k--) {
        args.add(options[random.nextInt(options.length)]);
        args.add(values[random.nextInt(values.length)]);
      }
      args.addAll(List.of("--quiet", "--out", out()));
      CommandLineSession session =
          CommandLineSession.run(
              config ->
                  (c, context) -> {
                    throw new ComputationException("stop: nothing computed; try on");
                  },
              args.toArray(String[]::new));
      String shown = args + " -> " + session.code() + ": " + session.err();
      assertTrue(session.code() >= 1 && session.code() <= 2, shown);
      assertEquals(1, session.err().lines().count(), shown);
      assertFalse(session.err().contains("internal error"), shown);
      assertEquals("", session.out(), shown);
    }
  }
}
