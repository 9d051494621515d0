package org.ntkasymptotics.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@link BenchResults} in JSON: the times of every round, and the ratios to the peers. */
final class BenchResultsJson {
  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BenchResultsJson() {}

  static String write(BenchResults results) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("date", results.date());
    root.put("version", results.version());
    root.put("revision", results.revision());
    root.put("command", results.command());
    texts(root.putObject("machine"), results.machine());
    texts(root.putObject("peers"), results.peers());
    ObjectNode ceilings = root.putObject("ceilings");
    results
        .ceilings()
        .forEach((backend, values) -> values.forEach(ceilings.withObject("/" + backend)::put));
    ArrayNode timings = root.putArray("timings");
    results.timings().forEach(t -> timing(timings.addObject(), t, results));
    ArrayNode notes = root.putArray("notes");
    results.notes().forEach(notes::add);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain nodes is always writable", e);
    }
  }

  private static void texts(ObjectNode node, Map<String, String> texts) {
    texts.forEach(node::put);
  }

  private static void timing(ObjectNode node, Timing timing, BenchResults results) {
    node.put("operation", timing.setting().operation().word());
    node.put("machine", timing.setting().machine());
    texts(node.putObject("parameters"), timing.setting().values());
    node.put("who", timing.who());
    ArrayNode rounds = node.putArray("seconds");
    for (List<Double> round : timing.rounds()) {
      ArrayNode one = rounds.addArray();
      round.forEach(one::add);
    }
    if (!timing.answer().isEmpty()) {
      ArrayNode answer = node.putArray("answer");
      timing.answer().forEach(answer::add);
    }
    if (timing.memoryBytes() > 0) {
      node.put("memoryBytes", timing.memoryBytes());
    }
    if (!timing.trouble().isEmpty()) {
      node.put("trouble", timing.trouble());
    }
    if (!timing.isOurs()) {
      results
          .timing(timing.setting(), Timing.OURS)
          .flatMap(ours -> Ratio.of(ours, timing))
          .ifPresent(
              ratio ->
                  node.putObject("timesOurs")
                      .put("median", ratio.value())
                      .put("lowest", ratio.lowest())
                      .put("highest", ratio.highest()));
    }
  }

  static BenchResults read(String json, Path source) {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root.path("format").asInt() != FORMAT || !root.path("timings").isArray()) {
        throw new IllegalArgumentException(
            source + ": expected results of ntk bench in format " + FORMAT);
      }
      Map<String, Map<String, Double>> ceilings = new LinkedHashMap<>();
      root.path("ceilings")
          .properties()
          .forEach(e -> ceilings.put(e.getKey(), map(e.getValue(), JsonNode::asDouble)));
      List<Timing> timings = new ArrayList<>();
      for (JsonNode node : root.path("timings")) {
        timings.add(timing(node, source));
      }
      return new BenchResults(
          root.path("date").asText(),
          root.path("version").asText(),
          root.path("revision").asText(),
          root.path("command").asText(),
          map(root.path("machine"), JsonNode::asText),
          map(root.path("peers"), JsonNode::asText),
          ceilings,
          timings,
          list(root.path("notes"), JsonNode::asText));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(source + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Timing timing(JsonNode node, Path source) {
    String word = node.path("operation").asText();
    List<Operation> operation = Operation.named(word);
    if (operation.isEmpty()) {
      throw new IllegalArgumentException(source + ": unknown operation \"" + word + "\"");
    }
    Map<String, String> values = map(node.path("parameters"), JsonNode::asText);
    if (!values.values().stream().allMatch(v -> !v.isEmpty()) || !isNumber(values.get("m"))) {
      throw new IllegalArgumentException(source + ": a timing of " + word + " has no size m");
    }
    return new Timing(
        new Setting(operation.get(0), node.path("machine").asText(), values),
        node.path("who").asText(),
        list(node.path("seconds"), round -> list(round, JsonNode::asDouble)),
        list(node.path("answer"), JsonNode::asDouble),
        node.path("memoryBytes").asLong(),
        node.path("trouble").asText());
  }

  private static boolean isNumber(String text) {
    return text != null && text.matches("[0-9]{1,9}");
  }

  private static <V> List<V> list(JsonNode array, Function<JsonNode, V> reader) {
    List<V> list = new ArrayList<>();
    array.forEach(node -> list.add(reader.apply(node)));
    return list;
  }

  private static <V> Map<String, V> map(JsonNode object, Function<JsonNode, V> reader) {
    Map<String, V> map = new LinkedHashMap<>();
    object.properties().forEach(e -> map.put(e.getKey(), reader.apply(e.getValue())));
    return map;
  }
}
