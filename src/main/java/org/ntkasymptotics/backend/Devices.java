package org.ntkasymptotics.backend;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which CUDA devices to use, side by side where there are several.
 *
 * @param indices from 0, each once, in the order of use; empty: all there are
 */
public record Devices(List<Integer> indices) {
  /** The device of index 0. */
  public static final Devices FIRST = of(0);

  /** All there are. */
  public static final Devices ALL = new Devices(List.of());

  private static final String EVERY = "all";

  /** Checks the indices. */
  public Devices {
    indices = List.copyOf(indices);
    if (indices.stream().anyMatch(index -> index < 0)) {
      throw new IllegalArgumentException("device must be at least 0; got " + text(indices));
    }
    if (indices.stream().distinct().count() < indices.size()) {
      throw new IllegalArgumentException("device must name each device once; got " + text(indices));
    }
  }

  /** One device. */
  public static Devices of(int index) {
    return new Devices(List.of(index));
  }

  /**
   * Reads "0", "0,2" or "all".
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Devices from(String text) {
    if (text.equals(EVERY)) {
      return ALL;
    }
    if (!text.matches("\\s*\\d{1,4}\\s*(,\\s*\\d{1,4}\\s*)*")) {
      throw new IllegalArgumentException(
          "device must be an index from 0, several such as 0,1, or all; got \"" + text + "\"");
    }
    return new Devices(
        Arrays.stream(text.split(",", -1)).map(index -> Integer.valueOf(index.strip())).toList());
  }

  /** The text that {@link #from} reads. */
  public String text() {
    return indices.isEmpty() ? EVERY : text(indices);
  }

  private static String text(List<Integer> indices) {
    return indices.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Whether one device is named. */
  public boolean isOne() {
    return indices.size() == 1;
  }

  /** Whether a device is among them. */
  public boolean allows(int index) {
    return indices.isEmpty() || indices.contains(index);
  }

  /** The indices where so many devices are there. */
  public List<Integer> among(int count) {
    return indices.isEmpty() ? IntStream.range(0, count).boxed().toList() : indices;
  }
}
