package org.ntkasymptotics.config;

import java.util.List;
import java.util.Locale;

/**
 * A figure of the paper.
 *
 * @param name one of {@link #NAMES}
 * @param scale how large
 */
public record FigureConfig(String name, Scale scale) {

  /** The figures of the paper. */
  public static final List<String> NAMES = List.of("1", "2", "3a", "3b", "3c", "3d");

  /** Those that this build can draw. */
  public static final List<String> BUILT = List.of("1");

  /** How large. */
  public enum Scale {
    /** At most two minutes on two cores. */
    QUICK,
    /** The paper's M and N. */
    PAPER;

    /** The word in files and on the command line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
