package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sweeps of spectra with trainings, and of spectra without a matrix, killed at random moments, by
 * SIGKILL and SIGTERM in turn, and started again by the same command until they are through; every
 * fourth time the newest file is cut off in between, as a power cut does where a disk keeps less
 * than it promises. What is there in the end is that of a run without interruption, bit by bit.
 * {@code -Dntk.kills=50} kills as often, half of them each; a sweep begins anew when it is through.
 */
class KilledProcessesTest {
  private static final int KILLS = Integer.getInteger("ntk.kills", 5);

  /** What is killed. */
  enum Sweep {
    TRAINED(
        """
        base:
          data: {samples: 200}
          target: [ball, gp]
          training: {enabled: true, width: 40, steps: 2000}
          backend: {name: cpu, threads: 1}
        grid: {data.mixture.d: [1, 2]}
        """),
    MATRIX_FREE(
        """
        base:
          data: {samples: 1500}
          target: [ball, gp]
          spectrum: {matrix-free: {enabled: true, steps: 25, accuracy: 1e-12, halves: false}}
          backend: {name: cpu, threads: 1}
        grid: {data.mixture.d: [1, 2]}
        """);

    private final String yaml;

    Sweep(String yaml) {
      this.yaml = yaml;
    }
  }

  /** Decimal commas, blanks in the home directory, and checkpoints often enough to be met. */
  private static final List<String> OPTIONS =
      List.of(
          "-Duser.language=de",
          "-Duser.country=DE",
          "-Duser.home=/tmp/a home with blanks",
          "-Dntk.checkpoint-seconds=0.05");

  @TempDir Path directory;
  private final SplittableRandom random = new SplittableRandom(Long.getLong("ntk.seed", 5));
  private int cuts;
  private int resumed;

  private ProgramProcess start(String out) throws IOException {
    List<String> arguments =
        List.of("sweep", directory + "/s.yaml", "--out", directory.resolve(out).toString());
    return ProgramProcess.start(directory, ProgramProcess.command(OPTIONS, arguments));
  }

  @ParameterizedTest
  @EnumSource
  void killedSweepsEndInTheSameBits(Sweep sweep) throws Exception {
    int most = (KILLS + 1) / 2;
    Files.writeString(directory.resolve("s.yaml"), sweep.yaml);
    long begin = System.nanoTime();
    ProgramProcess reference = start("reference");
    assertEquals(0, reference.await(), reference.printed());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    int kills = 0;
    while (kills < most) {
      kills += killUntilThrough(most - kills, millis);
      assertSame(directory.resolve("reference"), directory.resolve("out"));
      delete(directory.resolve("out"));
    }
    System.err.printf(
        "%s: %d kills, %d runs resumed, %d files cut off%n", sweep, kills, resumed, cuts);
    assertTrue(most < 25 || (resumed > most / 4 && cuts > 1), resumed + " resumed " + cuts);
  }

  /** Kills at most so often, then lets it end; gives how often it was killed. */
  private int killUntilThrough(int most, long millis) throws Exception {
    for (int kill = 0; ; kill++) {
      ProgramProcess run = start("out");
      boolean over =
          run.process().waitFor(1 + random.nextLong(millis), TimeUnit.MILLISECONDS) || kill == most;
      if (!over) {
        boolean gently = random.nextBoolean();
        if (gently) {
          run.process().destroy();
        } else {
          run.process().destroyForcibly();
        }
      }
      int code = run.await();
      if (code == 0) {
        return kill;
      }
      assertTrue(code == 137 || code == 143, "exit code " + code + ": " + run.printed());
      assertWholeWhereNamed();
      resumed += Files.isDirectory(directory.resolve("out")) && newest().isPresent() ? 1 : 0;
      if (random.nextInt(4) == 0) {
        cutNewest();
      }
    }
  }

  /** Run directories are whole, whatever happened. */
  private void assertWholeWhereNamed() throws IOException {
    for (String point : List.of("d=1", "d=2")) {
      Path run = directory.resolve("out").resolve(point);
      if (Files.exists(run)) {
        for (String file : List.of("experiment.yaml", "summary.json", "report.html")) {
          assertTrue(Files.size(run.resolve(file)) > 0, file);
        }
      }
    }
  }

  /** Loses a part of the staged file that was written last. */
  private void cutNewest() throws IOException {
    Optional<Path> newest = newest();
    if (newest.isPresent()) {
      byte[] bytes = Files.readAllBytes(newest.get());
      Files.write(newest.get(), Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      cuts++;
    }
  }

  /** The result that was staged last, if there is one. */
  private Optional<Path> newest() throws IOException {
    Path out = directory.resolve("out");
    if (!Files.isDirectory(out)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(f -> f.toString().contains(".partial/") && f.toString().matches(".*(npy|state)"))
          .filter(f -> f.toFile().length() > 0)
          .max(Comparator.comparingLong(f -> f.toFile().lastModified()));
    }
  }

  private static void assertSame(Path expected, Path actual) throws IOException {
    List<String> names = numbers(expected);
    assertTrue(names.size() >= 12, names.toString());
    assertEquals(names, numbers(actual));
    for (String name : names) {
      assertEquals(
          -1, Files.mismatch(expected.resolve(name), actual.resolve(name)), name + " differs");
    }
  }

  /** Files that hold numbers and no times. */
  private static List<String> numbers(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(
              f -> f.toString().matches(".*\\.(npy|npz|csv|yaml|state|previous|partial|failed)"))
          .map(f -> root.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private static void delete(Path root) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(root)) {
      all = new ArrayList<>(files.toList());
    }
    all.sort(Comparator.reverseOrder());
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
