package org.ntkasymptotics.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  private static final String YAML = "seed: 1\n";

  @TempDir Path temp;

  @Test
  void appearsWholeUnderItsFinalName() throws IOException {
    Path place = temp.resolve("runs/a");
    try (RunDirectory run = RunDirectory.start(place, YAML)) {
      run.writeVector("eigenvalues.npy", new double[] {3, 2, 0.1});
      run.writeTable(
          "gp-d2/loss.csv", List.of("t", "loss"), new double[] {1, 2}, new double[] {0.5, 0.25});
      assertFalse(Files.exists(place));
      assertTrue(Files.isDirectory(temp.resolve("runs/a.partial")));
      run.finish();
      assertEquals(place, run.files());
    }
    assertEquals(YAML, Files.readString(place.resolve("experiment.yaml")));
    assertTrue(Files.readString(place.resolve("gp-d2/loss.csv")).startsWith("t,loss\n1.0,0.5"));
    byte[] npy = Files.readAllBytes(place.resolve("eigenvalues.npy"));
    assertTrue(new String(npy, java.nio.charset.StandardCharsets.ISO_8859_1).contains("'<f8'"));
    assertEquals(List.of("a"), names(temp.resolve("runs")));
  }

  @Test
  void resumesFromWhatWasFinished() {
    Path place = temp.resolve("a");
    double[] values = {1, Math.PI, -0.0, Double.MIN_VALUE};
    try (RunDirectory run = RunDirectory.start(place, YAML)) {
      run.writeVector("v.npy", values);
      assertThrows(
          RunDirectoryException.class,
          () ->
              run.write(
                  "half.npy",
                  path -> {
                    Files.writeString(path, "half");
                    throw new IOException("interrupted");
                  }));
      assertTrue(run.worthResuming());
    }
    for (Path name : List.of(place, temp.resolve("a.partial"))) {
      try (RunDirectory run = RunDirectory.resume(name)) {
        assertEquals(YAML, run.readText("experiment.yaml"));
        assertTrue(run.has("v.npy"));
        assertFalse(run.has("half.npy"));
        assertArrayEquals(values, run.readVector("v.npy"));
      }
    }
    assertThrowsSaying("--resume", () -> RunDirectory.start(place, YAML));
    try (RunDirectory run = RunDirectory.resume(place)) {
      run.finish();
    }
    assertThrowsSaying("is finished", () -> RunDirectory.resume(place));
  }

  @Test
  void aRunThatSaysItIsUnfinishedGoesOnFromItsFinalName() throws IOException {
    Path place = temp.resolve("a");
    try (RunDirectory run = RunDirectory.start(place, YAML)) {
      run.writeText(RunDirectory.UNFINISHED, "the second half");
      run.finish();
    }
    assertEquals(place.resolve(RunDirectory.EXPERIMENT), RunDirectory.experiment(place));
    try (RunDirectory run = RunDirectory.resume(place)) {
      assertFalse(Files.exists(place));
      assertThrowsSaying("another process", () -> RunDirectory.resume(place));
      run.remove(RunDirectory.UNFINISHED);
      run.finish();
    }
    assertThrowsSaying("is finished", () -> RunDirectory.resume(place));
    assertEquals(List.of("a"), names(temp));
  }

  @Test
  void aRunWithoutResultsMayBeStartedAgain() {
    Path place = temp.resolve("a");
    try (RunDirectory run = RunDirectory.start(place, YAML)) {
      assertFalse(run.worthResuming());
    }
    try (RunDirectory run = RunDirectory.start(place, "seed: 2\n")) {
      assertEquals("seed: 2\n", run.readText("experiment.yaml"));
      run.discard();
    }
    assertEquals(List.of(), names(temp));
    assertThrowsSaying("no interrupted run", () -> RunDirectory.resume(place));
  }

  @Test
  void oneProcessAtATime() {
    Path place = temp.resolve("a");
    try (RunDirectory run = RunDirectory.start(place, YAML)) {
      run.writeText("b.txt", "b");
      assertThrowsSaying("another process", () -> RunDirectory.start(place, YAML));
      assertThrowsSaying("another process", () -> RunDirectory.resume(place));
      run.writeText("c.txt", "still ours");
    }
  }

  @Test
  void refusesWhatIsTaken() throws IOException {
    Path full = Files.createDirectory(temp.resolve("full"));
    Files.writeString(full.resolve("thesis.tex"), "precious");
    assertThrowsSaying("not empty", () -> RunDirectory.start(full, YAML));
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThrowsSaying("is a file", () -> RunDirectory.start(file, YAML));
    Path link = Files.createSymbolicLink(temp.resolve("link"), full);
    assertThrowsSaying("symbolic link", () -> RunDirectory.start(link, YAML));
    Path staged = temp.resolve("b.partial");
    Files.createSymbolicLink(staged, full);
    assertThrowsSaying("symbolic link", () -> RunDirectory.start(temp.resolve("b"), YAML));
    assertEquals(List.of("thesis.tex"), names(full));
    Path empty = Files.createDirectory(temp.resolve("empty"));
    try (RunDirectory run = RunDirectory.start(empty, YAML)) {
      run.finish();
    }
    assertEquals(List.of("experiment.yaml"), names(empty));
  }

  @Test
  void doesNotReplaceWhatAppearedMeanwhile() throws IOException {
    Path place = temp.resolve("a");
    try (RunDirectory run = RunDirectory.start(place, YAML)) {
      Files.createDirectory(place);
      Files.writeString(place.resolve("other"), "");
      assertThrowsSaying("not empty", run::finish);
      assertTrue(run.has("experiment.yaml"));
    }
  }

  @Test
  void doesNotWriteOutsideItself() throws IOException {
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    try (RunDirectory run = RunDirectory.start(temp.resolve("a"), YAML)) {
      for (String name : List.of("../x", "/x", "a/../../x", "", ".hidden", "a//b", "a/")) {
        assertThrows(IllegalArgumentException.class, () -> run.writeText(name, ""), name);
      }
      Files.createSymbolicLink(run.files().resolve("sub"), elsewhere);
      assertThrowsSaying("symbolic link", () -> run.writeText("sub/x", ""));
    }
    assertEquals(List.of(), names(elsewhere));
  }

  @Test
  void saysInOneLineWhyItCannotWrite() throws IOException {
    try (RunDirectory run = RunDirectory.start(temp.resolve("a"), YAML)) {
      RunDirectoryException full =
          assertThrows(
              RunDirectoryException.class,
              () ->
                  run.write(
                      "x.npy",
                      path -> {
                        throw new IOException("No space left on device");
                      }));
      assertTrue(full.getMessage().contains("the disk is full"), full.getMessage());
      assertEquals(1, full.getMessage().lines().count());
    }
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThrows(RunDirectoryException.class, () -> RunDirectory.start(file.resolve("run"), YAML));
  }

  private static void assertThrowsSaying(String words, Runnable action) {
    RuntimeException e = assertThrows(RuntimeException.class, action::run);
    assertTrue(e.getMessage().contains(words), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  private static List<String> names(Path directory) {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
