package org.ntkasymptotics.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.kernel.PowerNtk;

/** What a sweep file stands for, and what is said about one that stands for nothing. */
class SweepTest {
  @TempDir Path directory;

  private Sweep sweep(UnaryOperator<ConfigSource> options, String yaml) throws IOException {
    return Sweep.read(Files.writeString(directory.resolve("s.yaml"), yaml), options);
  }

  private Sweep sweep(String yaml) throws IOException {
    return sweep(source -> source, yaml);
  }

  private static List<String> names(Sweep sweep) {
    return sweep.points().stream().map(SweepPoint::name).toList();
  }

  @Test
  void everyValueMeetsEveryOtherTheLastKeyFastest() throws IOException {
    Sweep sweep =
        sweep(
            """
            base: {data: {samples: 50}, target: gp}
            grid:
              data.mixture.d: [1, 2]
              kernel: [relu-ntk, "power-ntk:q=0.75"]
              seed: {from: 1, to: 3, step: 2}
            """);
    assertEquals("s", sweep.name());
    assertEquals(
        List.of(
            "d=1_kernel=relu-ntk_seed=1",
            "d=1_kernel=relu-ntk_seed=3",
            "d=1_kernel=power-ntk-q=0.75_seed=1",
            "d=1_kernel=power-ntk-q=0.75_seed=3",
            "d=2_kernel=relu-ntk_seed=1",
            "d=2_kernel=relu-ntk_seed=3",
            "d=2_kernel=power-ntk-q=0.75_seed=1",
            "d=2_kernel=power-ntk-q=0.75_seed=3"),
        names(sweep));
    SweepPoint last = sweep.points().get(7);
    assertEquals(
        Map.of("data.mixture.d", "2", "kernel", "power-ntk:q=0.75", "seed", "3"), last.values());
    ExperimentConfig expected =
        ConfigSource.parse(
                "{data: {samples: 50, mixture: {d: 2}}, target: gp, kernel: 'power-ntk:q=0.75',"
                    + " seed: 3}",
                "e")
            .config();
    assertEquals(expected, last.config());
    assertEquals(8, sweep.points().stream().map(SweepPoint::config).distinct().count());
  }

  @Test
  void zippedKeysGoInStepAndExcludedPointsAreLeftOut() throws IOException {
    Sweep sweep =
        sweep(
            """
            zip:
              - {data.samples: [50, 60], data.mixture.d: [1, 2]}
            grid:
              target: [ball, gp, "ball:radius=2"]
              seed: [1, 2]
            exclude:
              - {target: [ball, gp], seed: 2}
              - {data.samples: 60, target: gp}
            """);
    assertEquals(
        List.of(
            "samples=50_d=1_target=ball_seed=1",
            "samples=50_d=1_target=gp_seed=1",
            "samples=50_d=1_target=ball-radius=2_seed=1",
            "samples=50_d=1_target=ball-radius=2_seed=2",
            "samples=60_d=2_target=ball_seed=1",
            "samples=60_d=2_target=ball-radius=2_seed=1",
            "samples=60_d=2_target=ball-radius=2_seed=2"),
        names(sweep));
    assertEquals(List.of(new BallTarget(2)), sweep.points().get(3).config().targets());
    assertTrue(sweep.points().get(1).config().targets().get(0) instanceof NetworkGpTarget);
  }

  @Test
  void rangesAreDecimalAndHaveBothEnds() throws IOException {
    assertEquals(
        List.of("0.1", "0.2", "0.3"), values("{from: 0.1, to: 0.3, step: 0.1}", "kernel.sigma-b"));
    assertEquals(List.of("3", "2", "1"), values("{from: 3, to: 1, step: -1}", "seed"));
    assertEquals(List.of("7"), values("{from: 7, to: 7}", "seed"));
    assertEquals(
        List.of("500", "1000", "2000"), values("{from: 500, to: 3999, factor: 2}", "data.samples"));
  }

  private List<String> values(String range, String key) throws IOException {
    return sweep("grid: {" + key + ": " + range + "}").points().stream()
        .map(point -> point.values().get(key))
        .toList();
  }

  @Test
  void partsOfASectionAreSetAfterTheSection() throws IOException {
    Sweep sweep =
        sweep("grid: {kernel.sigma-b: [0.5, 2], kernel.q: [0.75, 1.5], kernel: [power-ntk]}");
    assertEquals(4, sweep.points().size());
    assertEquals(
        List.of(
            new PowerNtk(0.75, 1, 0.5),
            new PowerNtk(1.5, 1, 0.5),
            new PowerNtk(0.75, 1, 2),
            new PowerNtk(1.5, 1, 2)),
        sweep.points().stream().map(point -> point.config().kernel()).toList());
  }

  @Test
  void pointsDoNotShareWhatTheyChange() throws IOException {
    Sweep sweep =
        sweep(
            """
            base: {target: {ball: {radius: 3}}, kernel: relu-ntk}
            grid: {target.ball.center: [[0, 0], [1, 1]], kernel.sigma-w: [1, 2]}
            """);
    assertEquals(
        Set.of(new BallTarget(3, List.of(0.0, 0.0)), new BallTarget(3, List.of(1.0, 1.0))),
        sweep.points().stream()
            .flatMap(point -> point.config().targets().stream())
            .collect(Collectors.toSet()));
    assertEquals(
        List.of("center=0-0_sigma-w=1", "center=0-0_sigma-w=2"), names(sweep).subList(0, 2));
  }

  @Test
  void theBaseMayBeAFileWhosePathsAreMeantFromThere() throws IOException {
    Path below = Files.createDirectory(directory.resolve("below"));
    Files.writeString(below.resolve("e.yaml"), "data: {points: p.csv}\nseed: 9\n");
    Sweep sweep = sweep("base: below/e.yaml\ngrid: {kernel.sigma-b: [1, 2]}\n");
    assertTrue(sweep.points().get(0).config().toYaml().contains(below.resolve("p.csv").toString()));
    assertEquals(9, sweep.points().get(1).config().seed());
  }

  @Test
  void optionsWinOverBaseAndGrid() throws IOException {
    String yaml =
        """
        base: {data: {samples: 500}}
        grid:
          kernel: [relu-ntk, relu-covariance]
          seed: {from: 1, to: 100}
        exclude: [{kernel: relu-ntk, seed: 50}]
        """;
    Sweep pinned =
        sweep(
            source ->
                source.set("data.samples=70").with("seed", "4", "--seed").set("kernel.sigma-b=0.5"),
            yaml);
    assertEquals(List.of("kernel=relu-ntk_seed=4", "kernel=relu-covariance_seed=4"), names(pinned));
    assertEquals(70, pinned.points().get(0).config().data().samples());
    assertTrue(
        pinned.points().get(1).config().toYaml().contains("sigma-b: 0.5"),
        "the option is set after the kernel as a whole");
    Sweep listed = sweep(source -> source.set("seed=[5, 6]").set("kernel=laplace"), yaml);
    assertEquals(List.of("kernel=laplace_seed=5", "kernel=laplace_seed=6"), names(listed));
    assertEquals(6, listed.points().get(1).config().seed());
  }

  /** A name depends on its own values alone, not on how they are written or what else there is. */
  @Test
  void namesAreStable() throws IOException {
    List<String> few = names(sweep("grid: {kernel.sigma-w: [1.50, 2e0], seed: [1]}"));
    assertEquals(List.of("sigma-w=1.5_seed=1", "sigma-w=2_seed=1"), few);
    assertTrue(
        names(sweep("grid: {kernel.sigma-w: [0.1, 2, 1.5], seed: [0, 1, 2]}")).containsAll(few));
    assertEquals(
        "kernel.sigma-b=1_target.gp.sigma-b=2",
        names(sweep("grid: {kernel.sigma-b: 1, target.gp.sigma-b: 2}")).get(0));
    String long1 = names(sweep("grid: {data.points: '" + "a/".repeat(90) + "1.csv'}")).get(0);
    String long2 = names(sweep("grid: {data.points: '" + "a/".repeat(90) + "2.csv'}")).get(0);
    assertTrue(long1.length() <= 160 && long1.matches("[A-Za-z0-9._=+-]+"), long1);
    assertNotEquals(long1, long2);
    assertEquals("points=etc-passwd", names(sweep("grid: {data.points: ../../etc/passwd}")).get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seed: 3 | s.yaml:1:1: expected at least one key to vary under grid or zip
          grid: {seed: []} | s.yaml:1:14: seed: expected at least one value, got an empty list
          grid: {seed: [1, ]} ;; x: 1 | s.yaml:2:1: unknown key 'x', expected one of
          grid: [1] | s.yaml:1:7: grid: expected keys and values, got a list
          grid: {seed: [1, 2, 1.0]} | s.yaml:1:21: seed: expected every value once, got '1.0' again
          grid: {seed: [1, ~]} | s.yaml:1:18: seed: expected a value, got nothing
          grid: {seed: [1, a]} | s.yaml:1:18: seed: expected a whole number, got 'a'
          grid: {data.sampels: [3]} | s.yaml:1:8: data: unknown key 'sampels', did you mean 'samples'?
          grid: {seed: {from: 1}} | s.yaml:1:14: seed.to: expected the last value, got nothing
          grid: {seed: {from: 1, to: 3, stop: 1}} | s.yaml:1:31: seed: unknown key 'stop', did you mean 'step'?
          grid: {seed: {from: 1, to: 3, step: 0}} | s.yaml:1:14: seed: expected a step that leads from 1 to 3
          grid: {seed: {from: 3, to: 1}} | expected a step that leads from 3 to 1
          grid: {seed: {from: 1, to: 3, factor: 1}} | expected from > 0 and factor > 1
          grid: {seed: {from: 1, to: 3, factor: 2, step: 1}} | expected one of step, factor, got
          grid: {seed: {from: 1, to: 1e9}} | s.yaml:1:14: expected a range of at most 10000 values
          grid: {data.samples: {from: 2, to: 9, factor: 1.5}} | s.yaml:1:22: data.samples: expected a whole number of at least 2, got '4.5'
          grid: {seed: {from: 1, to: 500}, data.samples: {from: 2, to: 500}} | expected at most 10000 points, got 249500
          zip: [{seed: [1, 2], data.samples: [5]}] | s.yaml:1:36: data.samples: expected 2 values as for seed, got 1
          zip: [{seed: [1, 2]}] | s.yaml:1:7: zip: expected at least two keys that vary in step
          grid: {seed: [1]} ;; zip: [{seed: [1], data.samples: [5]}] | s.yaml:1:8: seed: expected every key to vary once
          grid: {seed: [1]} ;; exclude: [{sead: 1}] | s.yaml:2:12: exclude: expected a key that varies (seed), got 'sead'
          grid: {seed: [1]} ;; exclude: [{seed: 2}] | s.yaml:2:18: exclude.seed: expected a value that it takes (1), got '2'
          grid: {seed: [1]} ;; exclude: [{seed: 1}] | expected a point that is left
          base: nowhere.yaml ;; grid: {seed: [1]} | nowhere.yaml: no such file
          base: [1] ;; grid: {seed: [1]} | s.yaml:1:7: expected keys and values, got a list
          grid: {kernel: [relu-ntk, power-ntk], kernel.q: [1, 2]} | s.yaml:1:39: kernel: unknown key 'q'
          grid: {kernel: [power-ntk], kernel.q: [1, 0.5]} | s.yaml:1:43: kernel.q: q must be greater than 1/2, got 0.5
          grid: {kernel: [relu-ntk, {name: relu-ntk}]} | is the same experiment as the point of kernel=relu-ntk: exclude one
          base: {target: [ball, gp]} ;; grid: {target.ball.radius: [1, 2]} | s.yaml:2:8: 'target' is a list, set it as a whole
          """)
  void whatIsWrongIsSaidWithItsPlace(String yaml, String expected) {
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> sweep(yaml.replace(" ;; ", "\n")));
    String message = refusal.getMessage().replace(directory + "/", "");
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains(expected), message + "\nexpected: " + expected);
  }

  @Test
  void longKeysAreQuotedInShort() {
    String grid = "grid: {seed: [1], data." + "x".repeat(900) + ": [1, 2]}\n";
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> sweep(grid + "exclude: [{sead: 1}]"));
    assertTrue(
        refusal.getMessage().contains("a key that varies (seed, data.xxx"), refusal.getMessage());
    assertTrue(refusal.getMessage().length() < 400, refusal.getMessage());
  }

  @Test
  void aKeyThatVariesInStepCannotBeSetAlone() {
    ConfigException refusal =
        assertThrows(
            ConfigException.class,
            () ->
                sweep(
                    source -> source.set("seed=1"), "zip: [{seed: [1, 2], data.samples: [5, 6]}]"));
    assertTrue(refusal.getMessage().startsWith("--set seed: "), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("varies in step with other keys at "));
  }
}
