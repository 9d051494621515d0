package org.ntkasymptotics.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of points: "kernel=relu-ntk_d=2_seed=1", the same however large the grid grows. */
final class SweepNames {
  /** A name in a directory, with what staging and locking put behind it, may have 255 bytes. */
  private static final int LONGEST = 160;

  private static final int HASH_DIGITS = 10;

  private final Map<String, String> labels = new LinkedHashMap<>();

  /** Names from the values of these keys. */
  SweepNames(Collection<String> keys) {
    for (String key : keys) {
      String label = label(key);
      boolean shared = keys.stream().filter(k -> label(k).equals(label)).count() > 1;
      labels.put(key, shared ? key : label);
    }
  }

  /** The last part of a key that says something: "d", "kernel", "sigma-b". */
  private static String label(String key) {
    String[] parts = key.split("\\.", -1);
    int last = parts.length - 1;
    boolean nameOfSection = last > 0 && parts[last].equals("name");
    return parts[nameOfSection ? last - 1 : last];
  }

  /** The name of the point with these values; only letters, digits and ". _ = + -". */
  String of(Map<String, String> values) {
    List<String> parts = new ArrayList<>();
    values.forEach((key, value) -> parts.add(labels.get(key) + "=" + plain(value)));
    String name = String.join("_", parts);
    return name.length() <= LONGEST
        ? name
        : name.substring(0, LONGEST - HASH_DIGITS - 1) + "-" + hash(values.toString());
  }

  private static String plain(String value) {
    return value.replaceAll("[^A-Za-z0-9.=+-]+", "-").replaceAll("^[.-]+(?=[^0-9])|-+$", "");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
