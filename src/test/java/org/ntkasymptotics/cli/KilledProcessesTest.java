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
 * Work killed at random moments, by SIGKILL and SIGTERM in turn, and started again until it is
 * through; every fourth time the newest file is cut off in between, as a power cut does where a
 * disk keeps less than it promises. What is there in the end is that of a run without interruption,
 * bit by bit. {@code -Dntk.kills=50} kills as often, each kind of work, which begins anew when it
 * is through; {@code -Dntk.seed} chooses other moments.
 */
class KilledProcessesTest {
  private static final int KILLS = Integer.getInteger("ntk.kills", 1);

  @TempDir Path directory;
  private final SplittableRandom random = new SplittableRandom(Long.getLong("ntk.seed", 5));
  private int cuts;
  private int resumed;

  private ProgramProcess start(KilledWork work, String out) throws IOException {
    return ProgramProcess.start(directory, work.command(directory.resolve(out)));
  }

  @ParameterizedTest
  @EnumSource
  void killedWorkEndsInTheSameBits(KilledWork work) throws Exception {
    long begin = System.nanoTime();
    ProgramProcess reference = start(work, "reference");
    assertEquals(0, reference.await(), reference.printed());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    int kills = 0;
    while (kills < KILLS) {
      kills += killUntilThrough(work, KILLS - kills, millis);
      assertSame(directory.resolve("reference"), directory.resolve("out"));
      delete(directory.resolve("out"));
    }
    System.err.printf(
        "%s: %d kills, %d with something kept, %d files cut off%n", work, kills, resumed, cuts);
    assertTrue(KILLS < 25 || (resumed > KILLS / 4 && cuts > 1), resumed + " resumed " + cuts);
  }

  /** Kills at most so often, then lets it end; gives how often it was killed. */
  private int killUntilThrough(KilledWork work, int most, long millis) throws Exception {
    for (int kill = 0; ; kill++) {
      ProgramProcess run = start(work, "out");
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
      assertWholeWhereNamed(work);
      resumed += newest().isPresent() ? 1 : 0;
      if (random.nextInt(4) == 0) {
        cutNewest();
      }
    }
  }

  /** Run directories are whole, whatever happened. */
  private void assertWholeWhereNamed(KilledWork work) throws IOException {
    for (Path run : work.runs(directory.resolve("out"))) {
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
    try (Stream<Path> files = Files.walk(directory)) {
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
