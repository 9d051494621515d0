package org.ntkasymptotics.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as written, with the place where: what files and options are turned into first. */
sealed interface Node {

  /** Where it was written. */
  Origin origin();

  /** What it is, for messages. */
  String shown();

  /** The same at the same places, to be changed without changing this. */
  Node copy();

  /**
   * The value on one line as the command line would say it: "2", "ball:radius=1.0", "3;8". Numbers
   * written in different ways come out alike.
   */
  String compact();

  /** Whether nothing is written here. */
  default boolean isNothing() {
    return this instanceof Scalar scalar && scalar.isNull();
  }

  /**
   * A single value.
   *
   * @param plain whether it was written without quotes
   */
  record Scalar(String text, boolean plain, Origin origin) implements Node {
    private static final int SHOWN = 40;

    boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String shown() {
      return isNull() ? "nothing" : "'" + shortened(text) + "'";
    }

    @Override
    public Scalar copy() {
      return this;
    }

    @Override
    public String compact() {
      if (!Section.isNumber(text)) {
        return text.strip();
      }
      BigDecimal number = new BigDecimal(text).stripTrailingZeros();
      boolean plain = number.signum() == 0 || Math.abs(number.precision() - number.scale()) < 10;
      return plain ? number.toPlainString() : number.toString();
    }

    /** At most 40 printable characters of a text, on one line. */
    static String shortened(String text) {
      StringBuilder line = new StringBuilder();
      text.codePoints()
          .limit(SHOWN)
          .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c)
          .forEach(line::appendCodePoint);
      return text.codePointCount(0, text.length()) > SHOWN ? line + "…" : line.toString();
    }
  }

  /** Keys and values, in the order written; {@code keys} says where each key stands. */
  record Mapping(Map<String, Node> values, Map<String, Origin> keys, Origin origin)
      implements Node {
    static Mapping empty(Origin origin) {
      return new Mapping(new LinkedHashMap<>(), new LinkedHashMap<>(), origin);
    }

    void put(String key, Origin keyOrigin, Node value) {
      values.put(key, value);
      keys.put(key, keyOrigin);
    }

    void remove(String key) {
      values.remove(key);
      keys.remove(key);
    }

    @Override
    public String shown() {
      return "a mapping";
    }

    @Override
    public Mapping copy() {
      Mapping copy = new Mapping(new LinkedHashMap<>(), new LinkedHashMap<>(keys), origin);
      values.forEach((key, value) -> copy.values.put(key, value.copy()));
      return copy;
    }

    @Override
    public String compact() {
      List<String> parts = new ArrayList<>();
      values.forEach(
          (key, value) ->
              parts.add(key + (value instanceof Mapping ? ":" : "=") + value.compact()));
      return String.join(",", parts);
    }
  }

  /** Values in order. */
  record Sequence(List<Node> items, Origin origin) implements Node {
    @Override
    public String shown() {
      return "a list";
    }

    @Override
    public Sequence copy() {
      return new Sequence(items.stream().map(Node::copy).toList(), origin);
    }

    @Override
    public String compact() {
      return String.join(";", items.stream().map(Node::compact).toList());
    }
  }
}
