package org.ntkasymptotics.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is left of the measurements once values that must not be fitted are gone.
 *
 * @param replicas with positive values only, one unbroken stretch of x each
 * @param window the caller's, its end moved in if a series stops being positive before
 * @param notes what was left out
 */
record FitInput(Replicas replicas, FitWindow window, List<String> notes) {

  /**
   * Prepares a fit.
   *
   * @throws FitException if the window reaches outside the data or is shorter than a factor of 2
   */
  static FitInput of(Replicas replicas, FitWindow window, FitRules rules) {
    FitWindow data = replicas.span();
    if (!data.contains(window)) {
      throw new FitException(
          "the fit window " + window + " reaches outside the data " + data + "; clip it to them");
    }
    List<String> notes = new ArrayList<>();
    Replicas positive = positive(replicas, window);
    FitWindow usable = window.clippedTo(positive.span());
    if (usable.to() < window.to()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "values are not positive after x = %s: the window ends there, not at %s",
              FitWindow.brief(usable.to()),
              FitWindow.brief(window.to())));
    }
    if (usable.to() < SHORTEST * usable.from()) {
      throw new FitException(
          "a power law cannot be fitted over less than a factor of 2 in x, the window with positive"
              + " values is "
              + usable);
    }
    if (usable.decades() < rules.advisedDecades()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "the window spans only %.2f decades (%.1f advised)",
              usable.decades(),
              rules.advisedDecades()));
    }
    return new FitInput(positive, usable, notes);
  }

  /**
   * The window and its moves by the rules' factor: lower end down and up, upper end down and up, as
   * far as data, reach and a factor of 2 between the ends allow; the given window first.
   *
   * @throws FitException if fewer than 3 are left even with smaller moves
   */
  List<FitWindow> windows(FitRules rules) {
    FitWindow limit = replicas.span();
    if (rules.reach().isPresent()) {
      limit = limit.clippedTo(rules.reach().get());
    }
    double factor = rules.moveFactor();
    for (int attempt = 0; attempt < 3; attempt++) {
      List<FitWindow> windows = moves(factor, limit, rules);
      if (windows.size() >= LEAST_WINDOWS) {
        if (attempt > 0) {
          notes.add(
              String.format(
                  Locale.ROOT,
                  "the window's ends could only be moved by a factor of %.2f: the systematic part"
                      + " is a lower bound",
                  factor));
        }
        return windows;
      }
      factor = Math.sqrt(factor);
    }
    throw new FitException(
        "the window "
            + window
            + " within the data "
            + limit
            + " leaves no room to move its ends, so the fit's systematic error cannot be told;"
            + " widen it or measure more points");
  }

  private List<FitWindow> moves(double factor, FitWindow limit, FitRules rules) {
    List<FitWindow> windows = new ArrayList<>(List.of(window));
    double[][] ends = {
      {window.from() * factor, window.to()},
      {window.from(), window.to() / factor},
      {window.from() / factor, window.to()},
      {window.from(), window.to() * factor},
    };
    for (double[] end : ends) {
      if (end[1] >= SHORTEST * end[0] && limit.contains(end[0]) && limit.contains(end[1])) {
        FitWindow moved = new FitWindow(end[0], end[1]);
        if (replicas.wholes().stream()
            .allMatch(s -> LogBins.of(s, moved, rules).size() >= rules.minimumPoints())) {
          windows.add(moved);
        }
      }
    }
    return windows;
  }

  private static Replicas positive(Replicas replicas, FitWindow window) {
    if (replicas instanceof Replicas.Drawn drawn) {
      Replicas measured = positive(drawn.measured(), window);
      Series first = measured.wholes().get(0);
      return measured.within(
          drawn.draws().stream().map(draw -> draw.within(first.span())).toList());
    }
    if (replicas instanceof Replicas.Halves halves) {
      FitWindow scaled = window.times(halves.windowScale());
      return new Replicas.Halves(
          positive(halves.whole(), window),
          halves.halves().stream().map(half -> positive(half, scaled)).toList(),
          halves.windowScale());
    }
    return Replicas.of(replicas.wholes().stream().map(s -> positive(s, window)).toList());
  }

  /** The unbroken stretch of positive values around the start of the window. */
  private static Series positive(Series series, FitWindow window) {
    int begin = 0;
    int end = series.size();
    for (int i = series.size() - 1; i >= 0; i--) {
      if (series.y()[i] <= 0) {
        if (window.contains(series.x()[i]) || series.x()[i] > window.from()) {
          end = i;
        } else {
          begin = i + 1;
          break;
        }
      }
    }
    if (end - begin < 2) {
      throw new FitException("the series has no positive values in the window " + window);
    }
    return begin == 0 && end == series.size() ? series : series.slice(begin, end);
  }

  private static final double SHORTEST = 2;
  private static final int LEAST_WINDOWS = 3;
}
