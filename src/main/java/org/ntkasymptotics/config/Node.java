package org.ntkasymptotics.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as written, with the place where: what files and options are turned into first. */
sealed interface Node {

  /** Where it was written. */
  Origin origin();

  /** What it is, for messages. */
  String shown();

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
  }

  /** Values in order. */
  record Sequence(List<Node> items, Origin origin) implements Node {
    @Override
    public String shown() {
      return "a list";
    }
  }
}
