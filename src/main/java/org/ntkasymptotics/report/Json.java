package org.ntkasymptotics.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** JSON in and out, with plain decimal numbers and without NaN. */
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** An empty object. */
  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Indented text, ending with a line feed. */
  static String text(JsonNode tree) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withSeparators(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    try {
      return MAPPER.writer(printer).writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain nodes is always writable", e);
    }
  }

  /** Text on one line. */
  static String compact(JsonNode tree) {
    return tree.toString();
  }

  /** The tree of a text; a one-line message with the source if it is none. */
  static JsonNode tree(String json, Path source) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      if (tree == null || !tree.isObject()) {
        throw new IllegalArgumentException(source + " does not hold a JSON object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new IllegalArgumentException(
          source + " is not JSON" + where + ": " + e.getOriginalMessage(), e);
    }
  }

  /** A number, null where it is not finite. */
  static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }

  /** A pair of numbers, null where one is not finite. */
  static void put(ObjectNode node, String key, double low, double high) {
    if (Double.isFinite(low) && Double.isFinite(high)) {
      node.putArray(key).add(low).add(high);
    } else {
      node.putNull(key);
    }
  }

  /** A number or NaN. */
  static double number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  /** One end of a pair, or NaN. */
  static double number(JsonNode node, String key, int index) {
    JsonNode value = node.path(key).path(index);
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  /** A text or "". */
  static String string(JsonNode node, String key) {
    return node.path(key).asText("");
  }
}
