package org.ntkasymptotics.backend;

import java.util.Locale;

/** In which floating-point numbers matrices are kept and decomposed. */
public enum Precision {
  /** 53 bits. */
  DOUBLE(0x1p-53, 8),
  /** 24 bits: half the memory, and only the leading eigenvalues. */
  SINGLE(0x1p-24, 4);

  private final double unitRoundoff;
  private final int bytes;

  Precision(double unitRoundoff, int bytes) {
    this.unitRoundoff = unitRoundoff;
    this.bytes = bytes;
  }

  /** Reads "double" or "single", as configurations spell it. */
  public static Precision from(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** "double" or "single". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Half the distance from 1 to the next number. */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }
}
