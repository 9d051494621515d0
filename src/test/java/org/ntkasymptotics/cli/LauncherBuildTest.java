package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When {@code ./ntk} builds, and what it starts: a copy of it among sources of its own, with a JDK
 * that prints its arguments and a Maven that counts.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherBuildTest {
  private final FileTime future = FileTime.from(Instant.now().plus(Duration.ofDays(400)));

  @TempDir Path directory;
  private Path source;
  private Path jar;

  @BeforeEach
  void makeAHome() throws IOException {
    Path home = directory.resolve("a home");
    source = home.resolve("src/main/java/A.java");
    jar = home.resolve("target/ntk-asymptotics.jar");
    Files.createDirectories(home.resolve("cuda-kernels"));
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class A {}\n");
    Files.writeString(home.resolve("pom.xml"), "<project/>\n");
    Files.copy(Path.of("ntk"), home.resolve("ntk"));
    program("jdk/bin/java", "echo \"$*\"");
    program("jdk/bin/javac", "exit 1");
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    program("bin/mvn", "echo once >>../builds; echo classes >target/ntk-asymptotics.jar");
  }

  private void program(String name, String body) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  /** Starts it; gives what it prints, the arguments of the JVM if it comes so far. */
  private String start(int code, Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", directory.resolve("a home/ntk").toString(), "--version");
    builder.environment().remove("NTK_HEAP");
    // With options, no archive of classes is made in the background.
    builder.environment().put("NTK_JAVA_OPTS", "-ea");
    builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
    builder.environment().merge("PATH", directory.resolve("bin") + ":", (old, own) -> own + old);
    builder.environment().putAll(environment);
    ProgramProcess process = ProgramProcess.start(directory, builder);
    assertEquals(code, process.await(), process.printed());
    return process.printed();
  }

  /** Starts it and says how often it has been built by now. */
  private int builds() throws Exception {
    assertTrue(start(0, Map.of()).contains("org.ntkasymptotics.cli.Main --version"));
    return Files.readAllLines(directory.resolve("builds")).size();
  }

  @Test
  void itBuildsOnceAndAfterChanges() throws Exception {
    assertEquals(1, builds());
    assertEquals(1, builds());
    Files.writeString(source, "class A { int a; }\n");
    assertEquals(2, builds());
    Files.writeString(source.resolveSibling("B.java"), "class B {}\n");
    assertEquals(3, builds());
    Files.delete(source);
    assertEquals(4, builds());
    assertEquals(4, builds());
  }

  /** As a clock leaves them that was ahead for a while. */
  @Test
  void sourcesOfTheFutureAreBuiltOnce() throws Exception {
    Files.setLastModifiedTime(source, future);
    Files.setLastModifiedTime(source.getParent(), future);
    assertEquals(1, builds());
    assertEquals(1, builds());
    Files.writeString(source, "class A { int a; }\n");
    assertEquals(2, builds());
    assertEquals(2, builds());
    Files.setLastModifiedTime(source, future);
    assertEquals(3, builds());
    Files.writeString(source, "class A { int a, b; }\n");
    Files.setLastModifiedTime(source, future);
    assertEquals(4, builds());
    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), future);
    assertEquals(5, builds());
    assertEquals(5, builds());
  }

  /** Beside it, what is edited today would look old. */
  @Test
  void aJarOfTheFutureIsBuiltAgainOnce() throws Exception {
    assertEquals(1, builds());
    Files.setLastModifiedTime(jar, future);
    assertEquals(2, builds());
    assertEquals(2, builds());
  }

  @Test
  void theHeapIsMostOfTheMemoryOrAsLargeAsAskedFor() throws Exception {
    String usual = start(0, Map.of());
    assertTrue(usual.contains(" -XX:MaxRAMPercentage=75 "), usual);
    String asked = start(0, Map.of("NTK_HEAP", "2500m"));
    assertTrue(asked.contains(" -Xmx2500m "), asked);
    assertFalse(asked.contains("MaxRAMPercentage"), asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lots", "0g", "4 g", "-Xmx4g", "g", "4gg", "4.5g", "4g -version"})
  void aHeapThatIsNoSizeIsRefused(String heap) throws Exception {
    String said = start(2, Map.of("NTK_HEAP", heap));
    assertEquals(
        List.of("ntk: NTK_HEAP=" + heap + ": expected a size such as 512m or 4g"),
        said.lines().toList());
  }
}
