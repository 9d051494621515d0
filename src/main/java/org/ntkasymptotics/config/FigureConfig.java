package org.ntkasymptotics.config;

import java.util.Locale;

/**
 * A figure of the paper.
 *
 * @param name which
 * @param scale how large
 */
public record FigureConfig(FigureName name, Scale scale) {

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
