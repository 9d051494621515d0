package org.ntkasymptotics.config;

import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.config.Node.Sequence;

/**
 * The short forms of the command line, "name:key=value,key=value", as nodes: the same reader then
 * judges them as a file's sections. "a;b" is a list, a key without value is a flag.
 *
 * @param name before the colon
 * @param parameters behind it, empty if there is no colon
 */
record CompactForm(String name, Mapping parameters) {

  /** Splits "name:key=value,…". */
  static CompactForm of(Scalar text) {
    int colon = text.text().indexOf(':');
    if (colon < 0) {
      return new CompactForm(text.text().strip(), Mapping.empty(text.origin()));
    }
    Scalar rest = new Scalar(text.text().substring(colon + 1), true, text.origin());
    return new CompactForm(text.text().substring(0, colon).strip(), parameters(rest));
  }

  /** Splits "key=value,key=value". */
  static Mapping parameters(Scalar text) {
    Origin origin = text.origin();
    Mapping mapping = Mapping.empty(origin);
    for (String part : text.text().split(",", -1)) {
      int equals = part.indexOf('=');
      String key = (equals < 0 ? part : part.substring(0, equals)).strip();
      if (key.isEmpty()) {
        throw new ConfigException(
            origin.at("") + "expected key=value,key=value, got " + text.shown());
      }
      if (mapping.values().containsKey(key)) {
        throw new ConfigException(
            origin.at("") + "expected every key once, got '" + Scalar.shortened(key) + "' again");
      }
      if (equals < 0 && !key.matches("[a-z][a-z-]*")) {
        throw new ConfigException(
            (origin.at("") + "expected key=value, got '" + Scalar.shortened(key))
                + "' (numbers take a decimal point, lists a semicolon)");
      }
      String value = equals < 0 ? "true" : part.substring(equals + 1).strip();
      mapping.put(key, origin, value(value, origin));
    }
    return mapping;
  }

  private static Node value(String value, Origin origin) {
    if (value.indexOf(';') < 0) {
      return new Scalar(value, false, origin);
    }
    List<Node> items = new ArrayList<>();
    for (String item : value.split(";", -1)) {
      items.add(new Scalar(item.strip(), false, origin));
    }
    return new Sequence(items, origin);
  }
}
