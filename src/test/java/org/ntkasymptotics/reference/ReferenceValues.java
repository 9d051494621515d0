package org.ntkasymptotics.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Tables of 20-digit values computed with mpmath by the scripts {@code gen_….py} that lie beside
 * them. Numbers are strings; inputs are exact decimals.
 */
public final class ReferenceValues {
  private ReferenceValues() {}

  /** The whole table {@code reference/reference-values.json}. */
  public static JsonNode load() {
    return load("reference-values.json");
  }

  /** A whole table of the directory {@code reference}. */
  public static JsonNode load(String file) {
    try (InputStream in = ReferenceValues.class.getResourceAsStream("/reference/" + file)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number stored as a string. */
  public static double number(JsonNode node) {
    return Double.parseDouble(node.asText());
  }

  /** A vector stored as a list of strings. */
  public static double[] vector(JsonNode node) {
    double[] v = new double[node.size()];
    for (int i = 0; i < v.length; i++) {
      v[i] = number(node.get(i));
    }
    return v;
  }
}
