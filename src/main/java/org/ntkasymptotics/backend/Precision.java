package org.ntkasymptotics.backend;

import java.util.Arrays;
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

  /**
   * How many eigenvalues stand out of rounding: λₙ > 2 √M u λ₀.
   *
   * <p>A solver in working precision u gives the eigenvalues of K + E. Each of the M orthogonal
   * reductions contributes an error of about u ‖K‖; they add like a random walk to ‖E‖ ≈ √M u ‖K‖.
   * By Weyl's theorem no eigenvalue moves by more, so what lies above twice that keeps its sign and
   * its order of magnitude. Rounding the entries to u √(K_ii K_jj) moves eigenvalues by 2 √M u tr
   * K/M at most, far below.
   *
   * @param values eigenvalues, largest first
   */
  public int resolved(double[] values) {
    double floor = values.length == 0 ? 0 : resolution(values.length) * values[0];
    return (int) Arrays.stream(values).filter(value -> value > floor).count();
  }

  /** 2 √M u: the smallest eigenvalue that can be resolved, relative to the largest. */
  public double resolution(int points) {
    return 2 * Math.sqrt(points) * unitRoundoff;
  }
}
