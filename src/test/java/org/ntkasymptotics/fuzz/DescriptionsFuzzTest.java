package org.ntkasymptotics.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.Sweep;

/** Descriptions of experiments and of sweeps, damaged. */
@Timeout(3600)
class DescriptionsFuzzTest {
  private static final String SPECTRUM =
      """
      experiment: spectrum
      seed: 7
      data: {mixture: {d: 2, clusters: 8, spread: 1.0, width: 0.5}, samples: 500}
      kernel: {name: "power-ntk:q=1.5", sigma-w: 1.4, sigma-b: 0.1}
      target: [gp, "ball:radius=1.0,center=0.5;0.5"]
      spectrum: {data-sets: 2}
      fit:
        index-window: [10, 100]
      backend: {name: cpu, threads: 2}
      """;
  private static final String TRAIN =
      """
      experiment: train
      data: {uniform: "ball:d=3,radius=1.0", samples: 60}
      target: {ball: {radius: 0.5}}
      training: {width: 100, time: 1e3, step-fraction: 0.25, precision: double}
      """;
  private static final String LAWS = "experiment: laws\nlaws: {target-loss: [0.1, 1e-3]}\n";
  private static final String FIT =
      "experiment: fit\nseries: {file: a.csv, x: t, window: [1, 9]}\n";
  private static final String FIGURE = "experiment: figure\nfigure: {name: 3b, scale: quick}\n";
  private static final String SWEEP =
      """
      base: {data: {samples: 100}, target: gp}
      grid:
        data.mixture.d: [1, 2]
        kernel: [relu-ntk, "power-ntk:q=0.75"]
        seed: {from: 1, to: 3}
      exclude: {data.mixture.d: 2, seed: [1]}
      """;
  private static final String ZIP =
      """
      base: {experiment: laws}
      zip: [{kernel.sigma-w: [1, 2], kernel.sigma-b: [0.5, 0.25]}]
      grid: {data.samples: {from: 10, to: 1e3, factor: 10}}
      """;
  private static final String[] WORDS = {
    "data:",
    "kernel: ",
    "target: ",
    "mixture: ",
    "mnist: x",
    "points: a.npy",
    "{",
    "}",
    "[",
    "]",
    "- ",
    ": ",
    ",",
    "\n  ",
    "\n",
    "#",
    "&a ",
    "*a",
    "!!int ",
    "? ",
    "|\n",
    ">\n",
    "\"",
    "'",
    "---\n",
    "...\n",
    "%YAML 1.3\n",
    "<<: ",
    "\t",
    "\0",
    "\u2028",
    "é",
    "~",
    "null",
    "matern:smoothness=1.5",
    "deep-relu-ntk:hidden=3",
    "empirical:x",
    "hidden",
    "digits: [1, 2]",
    "seed"
  };

  @TempDir Path directory;

  private ConfigSource source(byte[] bytes) throws IOException {
    return ConfigSource.from(Fuzzing.file(directory.resolve("e.yaml"), bytes));
  }

  /** What is taken can be written, and is then read as the same. */
  @Test
  void experiments() {
    Fuzzing.of("experiment")
        .valid(SPECTRUM)
        .valid(TRAIN)
        .valid(LAWS)
        .valid(FIT)
        .valid(FIGURE)
        .words(WORDS)
        .run(
            bytes -> {
              ExperimentConfig config = source(bytes).config();
              String yaml = config.toYaml();
              assertEquals(yaml, ConfigSource.parse(yaml, "again").config().toYaml());
              return true;
            });
  }

  /** On a kernel without tables, which take longer than all the reading. */
  @Test
  void settings() {
    String base = SPECTRUM.replace("power-ntk:q=1.5", "relu-ntk");
    Fuzzing.of("setting")
        .valid("data.samples=500")
        .valid("kernel=matern:smoothness=1.5,length=1.0")
        .valid("target=[gp, ball]")
        .valid("data.mixture.d=3")
        .valid("fit.index-window=[1, 50]")
        .words("=", ".", "[", "]", "{a: 1}", ";", ",", ":", "data.", "kernel", "backend.name=cuda")
        .run(
            bytes -> {
              String setting = new String(bytes, StandardCharsets.UTF_8);
              return ConfigSource.parse(base, "e.yaml").set(setting).config().seed() == 7;
            });
  }

  @Test
  void sweeps() {
    Fuzzing.of("sweep")
        .valid(SWEEP)
        .valid(ZIP)
        .words(WORDS)
        .words("grid:", "zip:", "exclude:", "from: 1", "to: 1e9", "step: 1e-9", "factor: 1.001")
        .allowing(1L << 31)
        .run(
            bytes -> {
              Path file = Fuzzing.file(directory.resolve("s.yaml"), bytes);
              Sweep sweep = Sweep.read(file, options -> options);
              return sweep.points().stream().allMatch(p -> p.name().matches("[\\w.=+-]{1,160}"));
            });
  }
}
