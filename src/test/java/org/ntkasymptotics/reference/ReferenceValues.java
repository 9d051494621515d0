package org.ntkasymptotics.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The table {@code reference/reference-values.json}: 20-digit values computed with mpmath by {@code
 * gen_reference.py}, which lies beside it. Numbers are strings; inputs are exact decimals.
 */
public final class ReferenceValues {
  private ReferenceValues() {}

  /** The whole table. */
  public static JsonNode load() {
    try (InputStream in =
        ReferenceValues.class.getResourceAsStream("/reference/reference-values.json")) {
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
