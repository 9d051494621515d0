package org.ntkasymptotics.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One JMH benchmark in a fresh JVM, in which JMH itself does not fork again.
 *
 * @param seconds of every iteration
 * @param printed what the benchmark said
 */
record JmhRun(List<Double> seconds, String printed) {

  /** A benchmark that failed; the message is its reason. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1;

    FailedException(String reason) {
      super(reason);
    }
  }

  /**
   * Runs a benchmark.
   *
   * @param benchmark pattern of its name
   * @param options of JMH
   * @param parameters by name
   * @param limit seconds after which it is ended
   */
  static JmhRun of(
      Children children,
      BenchmarkJars jars,
      List<String> jvm,
      String benchmark,
      List<String> options,
      Map<String, String> parameters,
      double limit)
      throws FailedException {
    Path results = Children.temporary(".json");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvm);
      command.addAll(
          List.of("-Djmh.ignoreLock=true", "-cp", jars.classPath(), "org.openjdk.jmh.Main"));
      command.addAll(List.of(benchmark, "-f", "0", "-foe", "true"));
      command.addAll(List.of("-rf", "json", "-rff", results.toString()));
      command.addAll(options);
      parameters.forEach((name, value) -> command.addAll(List.of("-p", name + "=" + coded(value))));
      Children.Ended ended = children.run(command, Environment.OURS, limit);
      if (ended.code() == Children.TOO_LATE) {
        throw new FailedException("took longer than the time left");
      }
      if (ended.code() != 0) {
        throw new FailedException(Children.reason(ended.printed()));
      }
      return new JmhRun(seconds(Files.readString(results)), ended.printed());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Children.delete(results);
    }
  }

  /** JMH splits parameters at = and ,: the benchmarks take ~ and + for them. */
  private static String coded(String value) {
    return value.replace('=', '~').replace(',', '+');
  }

  /** Seconds of every iteration in JMH's own JSON. */
  static List<Double> seconds(String json) throws FailedException {
    try {
      JsonNode metric = new ObjectMapper().readTree(json).path(0).path("primaryMetric");
      if (!metric.path("scoreUnit").asText().startsWith("s/op")) {
        throw new FailedException("JMH gave no seconds: " + metric.path("scoreUnit").asText());
      }
      List<Double> seconds = new ArrayList<>();
      metric.path("rawData").forEach(fork -> fork.forEach(s -> seconds.add(s.asDouble())));
      return seconds;
    } catch (JsonProcessingException e) {
      throw new FailedException("JMH's results are not JSON: " + e.getOriginalMessage());
    }
  }

  /** The numbers behind the last line's word; none if no line begins with it. */
  List<Double> numbers(String word) {
    Matcher line = Pattern.compile("(?m)\\b" + word + " ([-+.eE\\d ]+)").matcher(printed);
    List<Double> numbers = List.of();
    while (line.find()) {
      numbers = Arrays.stream(line.group(1).strip().split(" +")).map(Double::valueOf).toList();
    }
    return numbers;
  }

  /** The text behind a word at the beginning of a line; empty if there is none. */
  String text(String word) {
    Matcher line = Pattern.compile("(?m)^" + word + " (.+)$").matcher(printed);
    return line.find() ? line.group(1).strip() : "";
  }
}
