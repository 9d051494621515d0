package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A figure of the paper.
 *
 * @param name which
 * @param scale how large
 * @param mnist directory of the MNIST files, present if and only if the figure is about them
 */
public record FigureConfig(FigureName name, Scale scale, Optional<Path> mnist) {

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

  /** Checks that the digits go with the figure. */
  public FigureConfig {
    if (mnist.isPresent() != name.isOfDigits()) {
      throw new IllegalArgumentException(
          "mnist belongs to the figure of the digits and to no other, got figure " + name.word());
    }
  }
}
