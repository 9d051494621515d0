package org.ntkasymptotics.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The processes that measure: all of them end when this is closed. */
final class Children implements AutoCloseable {
  /** Seconds that never pass. */
  static final double NO_LIMIT = 1e9;

  /** The code of a process that was ended for taking too long. */
  static final int TOO_LATE = -1;

  private static final Pattern CAUSE =
      Pattern.compile(
          "(?m)^\\s*(?:Caused by: |Exception in thread \"[^\"]*\" )?[\\w.$]+(?:Exception|Error): (.*)");

  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /**
   * What a process left behind.
   *
   * @param code its exit code, or {@link #TOO_LATE}
   * @param printed to both streams
   */
  record Ended(int code, String printed) {}

  /** Starts a process that reads and writes; it ends with this at the latest. */
  Process start(List<String> command, Map<String, String> environment, Path errors) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    return started(builder);
  }

  private Process started(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      running.add(process);
      return process;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          builder.command().get(0) + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Runs a process to its end, at most so many seconds. */
  Ended run(List<String> command, Map<String, String> environment, double seconds) {
    Path printed = temporary(".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(printed.toFile()).environment().putAll(environment);
      Process process = started(builder);
      boolean ended = process.waitFor((long) Math.max(0, 1000 * seconds), TimeUnit.MILLISECONDS);
      end(process);
      return new Ended(
          ended ? process.exitValue() : TOO_LATE,
          Files.readString(printed, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      delete(printed);
    }
  }

  /** Ends a process. */
  void end(Process process) {
    process.destroyForcibly();
    running.remove(process);
  }

  /** A new file. */
  static Path temporary(String suffix) {
    try {
      return Files.createTempFile("ntk-bench", suffix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it. */
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last cause that a Java program named, else the last line of any. */
  static String reason(String printed) {
    Matcher causes = CAUSE.matcher(printed);
    String reason = "";
    while (causes.find()) {
      reason = causes.group(1);
    }
    if (reason.isEmpty()) {
      reason = printed.lines().filter(l -> !l.isBlank()).reduce("", (a, b) -> b.strip());
    }
    return reason.isEmpty() ? "it said nothing" : reason;
  }

  /** Ends all. */
  void endAll() {
    running.forEach(Process::destroyForcibly);
  }

  @Override
  public void close() {
    endAll();
  }
}
