package org.ntkasymptotics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkJarsTest {
  @TempDir Path home;

  private Path engine;
  private Path jar;

  /** A checkout in which everything is built, in this order. */
  @BeforeEach
  void build() throws IOException {
    Path directory = home.resolve("benchmarks");
    Files.createDirectories(directory.resolve("target/lib"));
    at(Files.createFile(directory.resolve("pom.xml")), 1);
    at(Files.createFile(Files.createDirectory(directory.resolve("src")).resolve("A.java")), 2);
    engine = at(Files.createFile(home.resolve("engine.jar")), 3);
    jar = directory.resolve("target/benchmarks.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("a"));
    }
    at(jar, 4);
  }

  private static Path at(Path file, long seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * seconds));
    return file;
  }

  @Test
  void whatIsNewerThanItsSourcesIsFresh() throws IOException {
    assertFalse(BenchmarkJars.below(home).isStale(engine));
    at(engine, 5);
    assertTrue(BenchmarkJars.below(home).isStale(engine));
  }

  @Test
  void whatABuildThatWasEndedLeavesIsStale() throws IOException {
    byte[] whole = Files.readAllBytes(jar);
    for (int length : new int[] {0, whole.length / 2}) {
      Files.write(jar, Arrays.copyOf(whole, length));
      assertTrue(BenchmarkJars.below(home).isStale(engine), length + " bytes");
    }
  }

  @Test
  void aBundleHasThemBesideTheEngine() throws IOException {
    Files.copy(jar, home.resolve("benchmarks/benchmarks.jar"));
    BenchmarkJars jars = BenchmarkJars.below(home);
    assertEquals(jars.directory(), jars.built());
    assertFalse(jars.isStale(engine));
    assertThrows(
        IllegalArgumentException.class, () -> BenchmarkJars.below(home.resolve("elsewhere")));
  }
}
