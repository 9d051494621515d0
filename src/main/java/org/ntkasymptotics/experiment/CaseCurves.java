package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.experiment.LawComparison.Kind;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;

/** Series of cases as curves. */
final class CaseCurves {
  private CaseCurves() {}

  /** Cases with a law of this kind; of those that share a spectrum only the first. */
  static List<Integer> showing(List<CaseStudy> cases, Kind kind) {
    List<Integer> chosen = new ArrayList<>();
    List<double[]> seen = new ArrayList<>();
    for (int k = 0; k < cases.size(); k++) {
      Optional<LawComparison> law = cases.get(k).comparison(kind);
      if (law.isPresent()
          && seen.stream().noneMatch(y -> Arrays.equals(y, law.get().measured().y()))) {
        seen.add(law.get().measured().y());
        chosen.add(k);
      }
    }
    return chosen;
  }

  /** The part of a series up to {@code end}, and more if that were next to nothing. */
  static Series upTo(Series s, double end) {
    return s.within(new FitWindow(s.x()[0], Math.max(end, 2 * s.x()[0])));
  }

  /** A curve. */
  static Curve curve(String name, Series series, CurveStyle style, int group) {
    return new Curve(name, series.x(), series.y(), style, group);
  }
}
