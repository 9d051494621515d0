package org.ntkasymptotics.backend.cuda;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts steps of a descent into a stream; none of them waits for the host. */
interface DescentSteps extends AutoCloseable {

  /** So many steps more. */
  void enqueue(long count);

  @Override
  void close();

  /** Ways to do many steps without the host. */
  enum Way {
    /** One kernel that stays on the device; its blocks wait for each other between passes. */
    PERSISTENT,
    /** A captured graph of launches. */
    GRAPH;

    /** For measurements: {@code -Dntk.cuda.steps=graph}. */
    private static final String PROPERTY = "ntk.cuda.steps";

    /** The way asked for by the system property; otherwise the persistent kernel. */
    static Way chosen() {
      String word = System.getProperty(PROPERTY, PERSISTENT.word());
      return Arrays.stream(values())
          .filter(way -> way.word().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      PROPERTY
                          + " must be "
                          + Arrays.stream(values())
                              .map(Way::word)
                              .collect(Collectors.joining(" or "))
                          + ", is "
                          + word));
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
