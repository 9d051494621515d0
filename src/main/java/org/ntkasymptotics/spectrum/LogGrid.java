package org.ntkasymptotics.spectrum;

import java.util.stream.IntStream;

/** Grids that are even on a logarithmic axis. */
public final class LogGrid {
  private LogGrid() {}

  /**
   * Distinct indices from {@code from} to {@code to}, both included, even in ln(n + ½) where they
   * are not all there anyway.
   *
   * @param from at least 0
   * @param to at least {@code from}
   * @param perDecade wanted points per decade, at least 1
   */
  public static int[] indices(int from, int to, int perDecade) {
    if (from < 0 || to < from || perDecade < 1) {
      throw new IllegalArgumentException(
          "an index grid needs 0 <= from <= to and perDecade >= 1, got "
              + from
              + ", "
              + to
              + ", "
              + perDecade);
    }
    if (from == to) {
      return new int[] {from};
    }
    double[] places = times(from + 0.5, to + 0.5, perDecade);
    return IntStream.range(0, places.length)
        .map(k -> Math.min(to, (int) Math.floor(places[k] + SLACK)))
        .distinct()
        .toArray();
  }

  /**
   * Times from {@code from} to {@code to}, both included exactly, at least {@code perDecade} per
   * decade, in a constant ratio.
   *
   * @param from positive
   * @param to larger than {@code from}
   */
  public static double[] times(double from, double to, int perDecade) {
    if (!(from > 0) || !(to > from) || Double.isInfinite(to) || perDecade < 1) {
      throw new IllegalArgumentException(
          "a time grid needs 0 < from < to < infinity and perDecade >= 1, got "
              + from
              + ", "
              + to
              + ", "
              + perDecade);
    }
    double decades = Math.log10(to) - Math.log10(from);
    int steps = (int) Math.max(1, Math.ceil(decades * perDecade - SLACK));
    double[] times = new double[steps + 1];
    for (int k = 0; k <= steps; k++) {
      times[k] = from * Math.pow(10, decades * k / steps);
    }
    times[0] = from;
    times[steps] = to;
    return times;
  }

  /**
   * Times on which L(t) of this spectrum goes from its start to its last mode: from 0.1/λ₀, where
   * even the fastest mode has lost only a fifth, to 1/λ of the smallest eigenvalue above the
   * round-off floor, but not beyond {@link Spectrum#latestTime()}.
   *
   * @throws IllegalArgumentException if no eigenvalue is positive
   */
  public static double[] covering(Spectrum spectrum, int perDecade) {
    int usable = spectrum.countAboveFloor();
    if (usable == 0) {
      throw new IllegalArgumentException(
          "no eigenvalue is positive (the largest is "
              + spectrum.values()[0]
              + "): the error never decays and there is no time scale");
    }
    double last = Math.min(1 / spectrum.values()[usable - 1], spectrum.latestTime());
    return times(0.1 / spectrum.values()[0], last, perDecade);
  }

  // Decades are differences of logarithms: a whole number of them may miss it by rounding.
  private static final double SLACK = 1e-9;
}
