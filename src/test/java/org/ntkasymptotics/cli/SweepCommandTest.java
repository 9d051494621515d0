package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.Sweep;
import org.ntkasymptotics.experiment.Experiment;

/** Sweeps from the command line, small. */
class SweepCommandTest {
  @TempDir Path directory;

  private String file;
  private String out;

  @BeforeEach
  void writeSweep() throws IOException {
    file =
        Files.writeString(
                directory.resolve("s.yaml"),
                """
                base: {data: {samples: 60}}
                grid:
                  data.mixture.d: [1, 2]
                  seed: [1, 2, 3]
                """)
            .toString();
    out = directory.resolve("out").toString();
  }

  private CommandLineSession sweep(
      Function<ExperimentConfig, Experiment> experiments,
      Map<String, String> environment,
      String... more) {
    String[] args =
        Stream.concat(Stream.of("sweep", file, "--out", out, "--quiet"), Stream.of(more))
            .toArray(String[]::new);
    return CommandLineSession.run(experiments, environment, args);
  }

  static Experiment refusing(ExperimentConfig experiment) {
    return (config, context) -> {
      throw new ComputationException("nothing may run");
    };
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(out))) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.contains("=")).toList();
    }
  }

  @Test
  void failuresAreListedAndTheOthersGoOn() throws Exception {
    CommandLineSession session =
        sweep(
            config -> config.seed() == 3 ? refusing(config) : Experiment.of(config),
            Map.of(),
            "--set",
            "data.mixture.d=1");
    assertEquals(1, session.code(), session.err());
    assertEquals("ntk sweep: these points failed:\n  d=1_seed=3  nothing may run\n", session.err());
    assertTrue(session.out().contains("3 points: 2 finished now, 1 failed"), session.out());
    assertTrue(Files.readString(Path.of(out, "report.html")).contains("nothing may run"));
  }

  @Test
  void theWholeIsItsShares() throws Exception {
    CommandLineSession slurm =
        sweep(Experiment::of, Map.of("SLURM_ARRAY_TASK_ID", "1", "SLURM_ARRAY_TASK_COUNT", "2"));
    assertEquals(0, slurm.code(), slurm.err());
    assertEquals(3, entries().size());
    CommandLineSession option =
        sweep(
            Experiment::of,
            Map.of("JOB_COMPLETION_INDEX", "7", "JOB_COMPLETIONS", "8"),
            "--shard",
            "1/2",
            "--json");
    assertEquals(0, option.code(), option.err());
    assertEquals("", option.err());
    assertEquals(6, entries().size());
    JsonNode merged = new ObjectMapper().readTree(option.out());
    assertEquals(6, merged.path("runs").size());
    assertEquals(2, merged.path("groups").size());
    assertEquals(Files.readString(Path.of(out, "summary.json")), option.out());
    assertSpreadIsThatOf(merged.path("runs"), merged.path("groups").get(1));
    CommandLineSession again = sweep(SweepCommandTest::refusing, Map.of());
    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().contains("6 points: 0 finished now, 6 before"), again.out());
    Path merge = directory.resolve("merged");
    CommandLineSession report = CommandLineSession.run("report", out, "--out", merge.toString());
    assertEquals(0, report.code(), report.err());
    assertEquals(
        -1, Files.mismatch(Path.of(out, "sweep.csv"), merge.resolve("sweep.csv")), "merged again");
  }

  private static void assertSpreadIsThatOf(JsonNode runs, JsonNode group) {
    double[] nu = new double[3];
    for (int k = 0; k < 3; k++) {
      JsonNode law = runs.get(3 + k).path("laws").path("eigenvalues");
      assertTrue(runs.get(3 + k).path("name").asText().startsWith("d=2_seed=" + (k + 1)));
      nu[k] = law.path("fit").path("exponent").asDouble();
    }
    double mean = (nu[0] + nu[1] + nu[2]) / 3;
    double variance = 0;
    for (double value : nu) {
      variance += (value - mean) * (value - mean) / 2;
    }
    assertEquals("eigenvalues", group.path("law").asText());
    assertEquals(mean, group.path("exponent").path("mean").asDouble(), 1e-14);
    assertEquals(Math.sqrt(variance), group.path("exponent").path("spread").asDouble(), 1e-14);
    assertTrue(variance > 0);
  }

  @Test
  void aDryRunListsPointsAndCostsAndRunsNothing() {
    CommandLineSession list =
        sweep(SweepCommandTest::refusing, Map.of(), "--dry-run", "--shard", "2/3");
    assertEquals(0, list.code(), list.err());
    assertEquals("", list.err());
    List<String> lines = list.out().lines().toList();
    assertTrue(lines.get(0).matches("point +M +memory +work +state"), list.out());
    assertTrue(lines.get(1).matches("d=1_seed=2 +60 +\\S+ KiB +\\d+ Gflop +to do"), list.out());
    assertTrue(lines.get(2).startsWith("d=2_seed=2 "), list.out());
    assertEquals("2 points in share 2 of 3, 2 to run", lines.get(3));
    assertFalse(Files.exists(Path.of(out)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --shard 3/2 | ntk sweep: --shard: expected a share from 1 to 2, got 3
          --shard x | ntk sweep: --shard: expected i/n with i from 1 to n, such as 2/8, got 'x'
          --set data.samples=1 | ntk sweep: --set data.samples: expected a whole number of at least 2, got '1'
          --set data.samples=90000000 | ntk sweep: point d=1_seed=1: modes with M = 90000000 needs
          --seed 1.5 | ntk sweep: --seed: expected a whole number, got '1.5'
          --set kernel=empirical:x | no such file; expected a .npz file with a network, or a run directory
          --dry-run --json | --dry-run prints a list for people: leave out --json
          """)
  void wrongUseIsOneLineAndExitTwo(String options, String expected) {
    CommandLineSession session = sweep(SweepCommandTest::refusing, Map.of(), options.split(" "));
    String err = session.refusal(2);
    assertTrue(err.contains(expected), err);
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void anAbsentFileAndABadEnvironmentAreOneLine() {
    CommandLineSession session = CommandLineSession.run("sweep", "nowhere.yaml");
    assertEquals(2, session.code());
    assertEquals("ntk sweep: nowhere.yaml: no such file\n", session.err());
    session = sweep(SweepCommandTest::refusing, Map.of("JOB_COMPLETION_INDEX", "1"));
    assertEquals(2, session.code());
    assertTrue(session.err().contains("JOB_COMPLETIONS: expected a whole number, got nothing"));
  }

  @Test
  void theExamplesCanBeUsed() throws IOException {
    try (Stream<Path> examples = Files.list(Path.of("examples"))) {
      List<Path> all = examples.filter(f -> f.toString().endsWith(".yaml")).toList();
      assertFalse(all.isEmpty());
      for (Path example : all) {
        assertTrue(Sweep.read(example, source -> source).points().size() > 1, "" + example);
      }
    }
  }
}
