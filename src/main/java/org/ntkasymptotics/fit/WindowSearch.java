package org.ntkasymptotics.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The window of a series about which nothing is known. Rules: (1) what lies at the floor goes
 * ({@link RoundOffFloor#detect}); (2) among all stretches over which the local exponent stays
 * within ±δ of its median, flat ones (|p| &lt; 0.02) excluded, the longest is taken, at equal
 * length the later one; δ starts at 10 % of the exponent and grows by steps of 1.5 until a stretch
 * has at least a third of the data's decades and at least half a decade; the smoothing half-width
 * counts as part of the stretch.
 *
 * @param usable the series without its floor
 * @param window the stretch found
 * @param tolerance δ relative to the exponent
 * @param notes what was dropped and found, in words
 */
public record WindowSearch(Series usable, FitWindow window, double tolerance, List<String> notes) {
  private static final double FLAT = 0.02;
  private static final double FIRST_TOLERANCE = 0.1;
  private static final double GROWTH = 1.5;
  private static final double SHARE = 1.0 / 3;
  private static final double SHORTEST_DECADES = 0.5;
  private static final double DOUBTFUL = 0.3;

  /**
   * Searches.
   *
   * @throws FitException if the series has less than about a decade above its floor or no stretch
   *     that is not flat
   */
  public static WindowSearch in(Series series, FitRules rules) {
    List<String> notes = new ArrayList<>();
    Series usable = series;
    Optional<RoundOffFloor> floor = RoundOffFloor.detect(series);
    if (floor.isPresent()) {
      usable = floor.get().cut(series);
      notes.add(
          String.format(
              Locale.ROOT,
              "dropped from x = %s on, %d of %d values: %s",
              FitWindow.brief(floor.get().begins()),
              series.size() - usable.size(),
              series.size(),
              floor.get().reason()));
    }
    LocalExponent local = LocalExponent.of(usable, rules);
    if (local.size() < rules.minimumPoints()) {
      throw new FitException(
          String.format(
              Locale.ROOT,
              "a power law needs about a decade of data to be found in: %d positive values from x ="
                  + " %s to %s are too few; give a window or measure more",
              usable.size(),
              FitWindow.brief(usable.x()[0]),
              FitWindow.brief(usable.x()[usable.size() - 1])));
    }
    double needed = Math.max(SHORTEST_DECADES, SHARE * usable.span().decades());
    for (double tolerance = FIRST_TOLERANCE; tolerance < 10; tolerance *= GROWTH) {
      Optional<FitWindow> longest = longestStable(local, tolerance);
      if (longest.isPresent() && longest.get().decades() >= needed) {
        FitWindow window = longest.get().clippedTo(usable.span());
        notes.add(found(window, tolerance, usable.span()));
        return new WindowSearch(usable, window, tolerance, List.copyOf(notes));
      }
    }
    throw new FitException(
        "no stretch of the series falls or rises like a power law (the local exponent stays below"
            + " 0.02 or changes sign throughout); give a window to fit all the same");
  }

  private static String found(FitWindow window, double tolerance, FitWindow data) {
    return String.format(
        Locale.ROOT,
        "window %s chosen: the longest in which the local exponent stays within %.0f %% of its"
            + " median%s; left out: x < %s and x > %s of the data %s",
        window,
        100 * tolerance,
        tolerance > DOUBTFUL ? " (doubtful: a power law is steadier)" : "",
        FitWindow.brief(window.from()),
        FitWindow.brief(window.to()),
        data);
  }

  private static Optional<FitWindow> longestStable(LocalExponent local, double tolerance) {
    int best = 0;
    int bestBegin = -1;
    for (int begin = 0; begin < local.size(); begin++) {
      int end = stableEnd(local.exponents(), begin, Math.max(best, 1), tolerance);
      if (end - begin >= best && end > begin) {
        best = end - begin;
        bestBegin = begin;
      }
    }
    if (bestBegin < 0) {
      return Optional.empty();
    }
    double half = Math.pow(10, local.halfWidth());
    return Optional.of(
        new FitWindow(local.x()[bestBegin] / half, local.x()[bestBegin + best - 1] * half));
  }

  /**
   * Largest end with [begin, end) stable and at least {@code least} long; begin if there is none.
   */
  private static int stableEnd(double[] p, int begin, int least, double tolerance) {
    for (int end = p.length; end >= begin + least; end--) {
      double[] sorted = Arrays.copyOfRange(p, begin, end);
      Arrays.sort(sorted);
      double median = sorted[sorted.length / 2];
      double allowed = tolerance * Math.abs(median);
      if (Math.abs(median) >= FLAT
          && median - sorted[0] <= allowed
          && sorted[sorted.length - 1] - median <= allowed) {
        return end;
      }
    }
    return begin;
  }
}
