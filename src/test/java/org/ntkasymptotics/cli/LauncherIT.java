package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real {@code ./ntk} in a process of its own, on the packaged jar. Streams go to files that are
 * read when the process has ended: what comes later counts as lost.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(90)
class LauncherIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final String LAUNCHER = HOME.resolve("ntk").toString();

  @TempDir Path directory;

  /** What a process left behind. */
  private record Ended(int code, String out, String err) {}

  private Process start(Path where, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(directory.resolve("stdout").toFile());
    builder.redirectError(directory.resolve("stderr").toFile());
    return builder.start();
  }

  private Ended end(Process process) throws Exception {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
    return new Ended(
        process.exitValue(),
        Files.readString(directory.resolve("stdout")),
        Files.readString(directory.resolve("stderr")));
  }

  private Ended run(String... command) throws Exception {
    return end(start(directory, Map.of(), command));
  }

  @Test
  void helpAndVersionComeWithoutAnyWarning() throws Exception {
    for (String option : new String[] {"--help", "--version"}) {
      Ended ended = run(LAUNCHER, option);
      assertEquals(0, ended.code());
      assertEquals("", ended.err());
      assertTrue(ended.out().startsWith(option.equals("--help") ? "Usage: ntk" : "ntk "));
    }
  }

  @Test
  void anErrorIsOneLineAndNeverLost() throws Exception {
    for (int i = 0; i < 5; i++) {
      Ended ended = run(LAUNCHER, "spectrum", "--sampels=3");
      assertEquals(2, ended.code());
      assertEquals("", ended.out());
      assertEquals(
          "ntk spectrum: unknown option '--sampels', did you mean --samples?"
              + " (see ntk spectrum --help)\n",
          ended.err());
    }
  }

  @Test
  void jsonIsPureAndRedirectedErrorsAreAppended() throws Exception {
    Ended ended =
        run(
            "bash",
            "-c",
            "echo before >&2; \"$0\" spectrum --samples 50 --target ball --json --quiet; echo $? >&2",
            LAUNCHER);
    assertEquals("before\n0\n", ended.err());
    assertTrue(new ObjectMapper().readTree(ended.out()).has("laws"), ended.out());
  }

  @Test
  void doctorFindsTheVectorModuleAndNativeLibraries() throws Exception {
    Ended ended = run(LAUNCHER, "doctor", "--json");
    assertEquals("", ended.err());
    assertEquals(
        "present",
        new ObjectMapper().readTree(ended.out()).path("engine").path("vector module").asText());
  }

  @Test
  void blanksSymbolicLinksAndOtherDirectoriesDoNotMatter() throws Exception {
    Path blank = Files.createDirectories(directory.resolve("a b/c  d"));
    Path home = Files.createSymbolicLink(blank.resolve("engine home"), HOME);
    Path link = Files.createSymbolicLink(blank.resolve("my ntk"), home.resolve("ntk"));
    Files.writeString(blank.resolve("my points.csv"), "0.0,1.0\n1.0,0.5\n-1.0,0.25\n0.5,0.5\n");
    Ended ended =
        end(
            start(
                blank,
                Map.of(),
                "./" + link.getFileName(),
                "spectrum",
                "--points",
                "my points.csv",
                "--out",
                "my run",
                "--quiet"));
    assertEquals("", ended.err());
    assertEquals(0, ended.code());
    assertTrue(ended.out().contains("report: my run/report.html"), ended.out());
    assertTrue(Files.exists(blank.resolve("my run/summary.json")));
    Files.delete(link);
    Files.delete(home);
  }

  @Test
  void aLocaleWithCommasChangesNothing() throws Exception {
    String[] command = {LAUNCHER, "laws", "--json", "--quiet", "--out", "laws"};
    Map<String, String> german =
        Map.of("LC_ALL", "de_DE.UTF-8", "NTK_JAVA_OPTS", "-Duser.language=de -Duser.country=DE");
    Ended ended = end(start(directory, german, command));
    assertEquals(0, ended.code(), ended.err());
    assertTrue(
        new ObjectMapper()
            .readTree(ended.out())
            .path("laws")
            .toString()
            .contains("\"exponent\":1.5"),
        ended.out());
    String yaml = Files.readString(directory.resolve("laws/experiment.yaml"));
    assertTrue(yaml.contains("spread: 1.0"), yaml);
  }

  /**
   * Jobs and containers often have no language set; a shell makes what the JVM of a test cannot
   * name there.
   */
  @Test
  void namesBeyondAsciiAreTakenWhateverTheLanguage() throws Exception {
    Path script = directory.resolve("script");
    Files.writeString(
        script,
        """
        set -eu
        mkdir "höme — α"
        cd "höme — α"
        for language in C POSIX ""; do
          export HOME=$PWD LC_ALL=$language LC_CTYPE= LANG=
          "$1" spectrum --samples=50 --quiet --out "Ergebniß $language"
          test -s "Ergebniß $language/summary.json"
        done
        test "$(find .. -mindepth 1 -maxdepth 1 -type d | wc -l)" = 1
        """);
    Ended ended = run("bash", script.toString(), LAUNCHER);
    assertEquals("", ended.err());
    assertEquals(0, ended.code(), ended.out());
  }

  /** An environment with the tools that the launcher needs, and no Java. */
  private Map<String, String> withoutJava() throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    for (String tool : new String[] {"bash", "dirname", "readlink", "sed", "head", "cat"}) {
      Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
    }
    return Map.of("PATH", bin.toString(), "JAVA_HOME", "/nowhere");
  }

  @Test
  void withoutAJdkItSaysSo() throws Exception {
    Ended ended =
        end(start(directory, withoutJava(), "/usr/bin/env", "bash", LAUNCHER, "--version"));
    assertEquals(1, ended.code());
    assertTrue(ended.err().startsWith("ntk: needs a JDK 17 or newer, found none"), ended.err());
    assertTrue(ended.err().contains("/nowhere"), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
  }

  /** A bundle made of links; docker/test-bundle.sh tries a real one. */
  private Path bundle() throws IOException {
    Path home = Files.createDirectories(directory.resolve("a bundle"));
    Files.createDirectories(home.resolve("lib"));
    Files.copy(Path.of(LAUNCHER), home.resolve("ntk"), StandardCopyOption.COPY_ATTRIBUTES);
    Path runtime = Path.of(System.getProperty("java.home"));
    Path jar = HOME.resolve("target/ntk-asymptotics.jar");
    Files.createSymbolicLink(home.resolve("runtime"), runtime);
    Files.createSymbolicLink(home.resolve("lib/ntk-asymptotics.jar"), jar);
    return home;
  }

  /** The first start makes the archive of classes in the background; the next ones work with it. */
  @Test
  void aStartLeavesAnArchiveOfClassesThatTheNextOneCanUse() throws Exception {
    Path home = bundle();
    String launcher = home.resolve("ntk").toString();
    assertEquals(0, run(launcher, "--version").code());
    Path archive = awaited(home.resolve("lib"));
    assertTrue(Files.size(archive) > 1 << 20, "the archive holds " + Files.size(archive));
    Map<String, String> required = Map.of("NTK_JAVA_OPTS", "-Xshare:on");
    Ended ended = end(start(directory, required, launcher, "--version"));
    assertEquals("", ended.err());
    assertEquals(0, ended.code());
    Files.delete(archive);
    Files.writeString(archive, "damaged");
    assertTrue(run(launcher, "--version").out().startsWith("ntk "));
  }

  private static Path awaited(Path place) throws Exception {
    for (int i = 0; i < 600; i++) {
      try (Stream<Path> files = Files.list(place)) {
        Optional<Path> made = files.filter(f -> f.toString().endsWith(".jsa")).findFirst();
        if (made.isPresent()) {
          return made.get();
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no archive in " + place);
  }

  @Test
  void aRuntimeBesideItComesBeforeAnyJdk() throws Exception {
    Path home = bundle();
    String launcher = home.resolve("ntk").toString();
    Ended ended =
        end(start(directory, withoutJava(), "/usr/bin/env", "bash", launcher, "--version"));
    assertEquals("", ended.err());
    assertTrue(ended.out().startsWith("ntk "), ended.out());
    Files.delete(home.resolve("runtime"));
    Files.delete(home.resolve("lib/ntk-asymptotics.jar"));
  }

  @ParameterizedTest
  @CsvSource({"INT, 130, interrupted", "TERM, 143, terminated"})
  void aSignalEndsALongSpectrumAtOnce(String signal, int code, String word) throws Exception {
    // A shell's background job ignores SIGINT and hands that down; env takes it back.
    Process process =
        start(
            directory,
            Map.of(),
            "env",
            "--default-signal=INT",
            LAUNCHER,
            "spectrum",
            "--samples",
            "5000",
            "--out",
            "run");
    Path err = directory.resolve("stderr");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.readString(err).contains("eigenvalues") && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    long before = System.nanoTime();
    assertEquals(0, new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor());
    Ended ended = end(process);
    double seconds = (System.nanoTime() - before) * 1e-9;
    assertEquals(code, ended.code(), ended.err());
    assertTrue(seconds < 2, "took " + seconds + " s of 2 s");
    assertTrue(ended.err().contains("eigenvalues"), "it came in the middle: " + ended.err());
    assertTrue(ended.err().endsWith("ntk: " + word + ", nothing was kept\n"), ended.err());
    try (Stream<Path> left = Files.list(directory)) {
      assertFalse(left.anyMatch(p -> p.getFileName().toString().startsWith("run")));
    }
  }
}
