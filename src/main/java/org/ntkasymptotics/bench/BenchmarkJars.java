package org.ntkasymptotics.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Where the JMH benchmarks and the peers' programs lie: in a checkout below {@code benchmarks/},
 * built there by Maven when they are older than their sources, in the portable bundle beside the
 * engine.
 *
 * @param directory {@code benchmarks/}
 * @param built where {@code benchmarks.jar} and {@code lib/} are, below it
 */
record BenchmarkJars(Path directory, Path built) {
  private static final String JAR = "benchmarks.jar";

  /** Those that belong to the engine that runs. */
  static BenchmarkJars ofThisEngine() {
    try {
      Path engine =
          Path.of(BenchmarkJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return below(engine.toAbsolutePath().getParent().getParent());
    } catch (URISyntaxException | NullPointerException e) {
      throw new IllegalStateException("the engine does not know where its own jar lies", e);
    }
  }

  /**
   * Those of an engine at home here.
   *
   * @throws IllegalArgumentException if there are none
   */
  static BenchmarkJars below(Path home) {
    Path directory = home.resolve("benchmarks");
    if (Files.isRegularFile(directory.resolve(JAR))) {
      return new BenchmarkJars(directory, directory);
    }
    if (!Files.isRegularFile(directory.resolve("pom.xml"))) {
      throw new IllegalArgumentException(
          "the benchmarks are not there: expected " + directory + " of a checkout or a bundle");
    }
    return new BenchmarkJars(directory, directory.resolve("target"));
  }

  /** A peer's program. */
  Path peer(String script) {
    return directory.resolve("peers").resolve(script);
  }

  /** The class path of the benchmarks, the engine that runs among it. */
  String classPath() {
    return String.join(
        System.getProperty("path.separator"),
        built.resolve(JAR).toString(),
        built.resolve("lib").resolve("*").toString(),
        System.getProperty("java.class.path"));
  }

  /** Whether something that the benchmarks are made of is newer than they are. */
  boolean isStale(Path engine) {
    if (built.equals(directory)) {
      return false;
    }
    Path jar = built.resolve(JAR);
    if (!isWhole(jar) || !Files.isDirectory(built.resolve("lib"))) {
      return true;
    }
    try (Stream<Path> sources = Files.walk(directory.resolve("src"))) {
      FileTime made = Files.getLastModifiedTime(jar);
      return Stream.concat(sources, Stream.of(directory.resolve("pom.xml"), engine))
          .filter(Files::isRegularFile)
          .anyMatch(file -> modified(file).compareTo(made) > 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A build that was ended leaves a part of a jar, or an empty one. */
  private static boolean isWhole(Path jar) {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.size() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Builds them where they are stale. */
  void build(Children children) {
    Path engine = directory.resolveSibling("target").resolve("ntk-asymptotics.jar");
    if (!isStale(engine)) {
      return;
    }
    Path jar = built.resolve(JAR);
    if (!isWhole(jar)) {
      // Maven takes it for built.
      Children.delete(jar);
    }
    Children.Ended maven =
        children.run(
            List.of("mvn", "-q", "-B", "-f", directory.toString(), "package"),
            java.util.Map.of("JAVA_HOME", System.getProperty("java.home")),
            Children.NO_LIMIT);
    if (maven.code() != 0) {
      throw new IllegalArgumentException(
          "the benchmarks could not be built by mvn -f "
              + (directory + " package: " + Children.reason(maven.printed())));
    }
  }
}
