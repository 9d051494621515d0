package org.ntkasymptotics.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A peer's program, which stays: its first line names its version or why it is not there, and each
 * line of numbers that it is sent is answered by one line of JSON ({@code peers/served.py}).
 */
final class PeerProcess {
  /** Seconds for its first line, with libraries to load. */
  private static final double FIRST = 180;

  /** Seconds for an answer at most. */
  private static final double PATIENCE = 900;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Children children;
  private final Process process;
  private final BufferedReader from;
  private final BufferedWriter to;
  private final Path errors;
  private final String version;
  private final String absent;
  private volatile boolean late;

  /**
   * What a peer answered.
   *
   * @param seconds of each repetition of one operation
   * @param answer numbers to compare
   * @param memoryBytes how far its memory rose; 0 if it does not say
   * @param trouble what went wrong instead; empty if nothing did
   */
  record Reply(List<Double> seconds, List<Double> answer, long memoryBytes, String trouble) {}

  /** Starts it and hears its version. */
  PeerProcess(Children children, List<String> command, Map<String, String> environment) {
    this.children = children;
    errors = Children.temporary(".txt");
    process = children.start(command, environment, errors);
    from = process.inputReader(StandardCharsets.UTF_8);
    to = process.outputWriter(StandardCharsets.UTF_8);
    JsonNode hello = line(FIRST);
    version = hello.path("version").asText();
    absent = version.isEmpty() ? hello.path("absent").asText(hello.path("error").asText()) : "";
  }

  /** What it is; empty if it is not there. */
  String version() {
    return version;
  }

  /** Why it is not there; empty if it is. */
  String absent() {
    return absent;
  }

  /** Whether it can be asked, or never could. */
  boolean isUsable() {
    return (process.isAlive() && !late) || !absent.isEmpty();
  }

  /** Asks, and waits for the answer, at most so many seconds; then it is ended. */
  Reply ask(List<Number> question, double limit) {
    try {
      to.write(question.stream().map(Number::toString).collect(Collectors.joining(" ")) + "\n");
      to.flush();
    } catch (IOException e) {
      return new Reply(List.of(), List.of(), 0, lastWords());
    }
    JsonNode got = line(Math.min(limit, PATIENCE));
    double steps = got.path("steps").asDouble(1);
    List<Double> seconds = new ArrayList<>();
    got.path("all").forEach(s -> seconds.add(s.asDouble() / steps));
    List<Double> answer = new ArrayList<>();
    JsonNode numbers = got.path("answer");
    if (numbers.isNumber()) {
      answer.add(numbers.asDouble());
    }
    numbers.forEach(number -> answer.add(number.asDouble()));
    return new Reply(
        seconds, answer, got.path("memory").asLong() << 10, got.path("error").asText());
  }

  /** Its next line of JSON; whatever else a library says is passed over. */
  private JsonNode line(double seconds) {
    Thread watch =
        new Thread(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep((long) Math.max(0, 1000 * seconds));
                late = true;
                process.destroyForcibly();
              } catch (InterruptedException e) {
                return;
              }
            });
    watch.setDaemon(true);
    watch.start();
    try {
      String line = from.readLine();
      while (line != null && !line.startsWith("{")) {
        line = from.readLine();
      }
      return line == null
          ? MAPPER.createObjectNode().put("error", lastWords())
          : MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      return MAPPER.createObjectNode().put("error", "did not answer in JSON");
    } catch (IOException e) {
      return MAPPER.createObjectNode().put("error", e.getMessage());
    } finally {
      watch.interrupt();
    }
  }

  private String lastWords() {
    if (late) {
      return "took longer than the time left";
    }
    try {
      String said = Files.readString(errors);
      return said.isBlank() ? "ended" : Children.reason(said);
    } catch (IOException e) {
      return "ended";
    }
  }

  /** Ends it. */
  void close() {
    children.end(process);
    Children.delete(errors);
  }
}
