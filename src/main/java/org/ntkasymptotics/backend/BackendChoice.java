package org.ntkasymptotics.backend;

import java.util.Locale;

/** Which machine the user asks for. */
public enum BackendChoice {
  /** The best machine that is there; which one and why is in {@link BackendInfo#reason()}. */
  AUTO,
  /** This computer's processor. */
  CPU,
  /** A CUDA device, or failure. */
  CUDA,
  /** The machines of a Spark cluster, for products; in programs built with the profile spark. */
  SPARK;

  /**
   * Reads "auto", "cpu", "cuda" or "spark".
   *
   * @throws IllegalArgumentException for any other word
   */
  public static BackendChoice from(String word) {
    for (BackendChoice choice : values()) {
      if (choice.word().equals(word)) {
        return choice;
      }
    }
    throw new IllegalArgumentException(
        "the back end must be auto, cpu, cuda or spark; got \"" + word + "\"");
  }

  /** The word by which the command line and experiment files call this choice. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
