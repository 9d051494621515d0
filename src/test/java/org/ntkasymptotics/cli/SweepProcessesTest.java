package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.config.Sweep;
import org.ntkasymptotics.config.SweepPoint;
import org.ntkasymptotics.report.RunDirectory;

/** Real processes on one sweep directory, one of them killed. */
class SweepProcessesTest {
  private static final String YAML =
      """
      base: {data: {samples: 80}, spectrum: {data-sets: 2}, target: ball}
      grid: {data.mixture.d: [1, 2], seed: [1, 2]}
      """;

  @TempDir Path directory;

  private ProgramProcess start(String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("sweep", directory + "/s.yaml", "--out", directory + "/out"));
    arguments.addAll(List.of(more));
    return ProgramProcess.start(directory, arguments.toArray(String[]::new));
  }

  private List<Path> runs(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      return files
          .filter(f -> f.getFileName().toString().matches("d=\\d_seed=\\d"))
          .sorted()
          .toList();
    }
  }

  private String logs() throws IOException {
    StringBuilder logs = new StringBuilder();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path log : files.filter(f -> f.getFileName().toString().startsWith("log")).toList()) {
        logs.append(Files.readString(log)).append("----\n");
      }
    }
    return logs.toString();
  }

  /** What is left of a killed process is taken up by the next, and gives the same bits. */
  @Test
  void aKilledShareGoesOnAndGivesTheSameNumbers() throws Exception {
    Files.writeString(directory.resolve("s.yaml"), YAML);
    ProgramProcess killed = start("--shard", "1/2");
    ProgramProcess whole = start();
    Path out = directory.resolve("out");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while ((!Files.isDirectory(out) || runs("out").isEmpty()) && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    killed.process().destroyForcibly();
    int killedCode = killed.await();
    assertEquals(137, killedCode, logs());
    int wholeCode = whole.await();
    assertEquals(0, wholeCode, logs());
    ProgramProcess again = start();
    int againCode = again.await();
    assertEquals(0, againCode, logs());
    assertEquals(4, runs("out").size());
    try (Stream<Path> files = Files.list(out)) {
      assertFalse(files.anyMatch(f -> f.toString().endsWith(".partial")), logs());
    }
    Path reference = directory.resolve("reference");
    ProgramProcess uninterrupted =
        ProgramProcess.start(
            directory, "sweep", directory + "/s.yaml", "--quiet", "--out", reference.toString());
    int referenceCode = uninterrupted.await();
    assertEquals(0, referenceCode, logs());
    for (Path run : runs("reference")) {
      for (String file : List.of("eigenvalues.npy", "coefficients.npy", "experiment.yaml")) {
        Path own = out.resolve(run.getFileName()).resolve(file);
        assertEquals(-1, Files.mismatch(run.resolve(file), own), own + " differs");
      }
    }
    assertEquals(
        -1, Files.mismatch(reference.resolve("spread.csv"), out.resolve("spread.csv")), "merged");
  }

  /** Held by this process, seen from another: only the system's own lock can do that. */
  @Test
  void aPointInTheHandsOfAnotherProcessIsLeftToIt() throws Exception {
    String yaml = "base: {experiment: laws, data: {samples: 20}}\ngrid: {seed: [1, 2]}\n";
    Path file = Files.writeString(directory.resolve("s.yaml"), yaml);
    SweepPoint held = Sweep.read(file, source -> source).points().get(0);
    try (RunDirectory run =
        RunDirectory.start(directory.resolve("out").resolve(held.name()), held.config().toYaml())) {
      run.writeVector("eigenvalues.npy", new double[] {1});
      ProgramProcess other = start();
      int code = other.await();
      assertEquals(0, code, logs());
      assertTrue(
          logs().contains("2 points: 1 finished now, 1 in the hands of another process"), logs());
      assertTrue(run.has("eigenvalues.npy"));
    }
  }
}
