package org.ntkasymptotics.experiment;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ntkasymptotics.fit.Replicas;
import org.ntkasymptotics.fit.Series;

/**
 * One series of a study, as often as it was measured.
 *
 * @param wholes of every data set, at least one
 * @param halves of disjoint halves, in pairs; may be empty
 * @param draws of the first data set as it might have been measured as well; may be empty
 */
record MeasuredSeries(List<Series> wholes, List<Series> halves, List<Series> draws) {

  /** A study's. */
  static MeasuredSeries of(SpectralStudy study, Function<MeasuredSample, Series> series) {
    return new MeasuredSeries(
        study.dataSets().stream().map(series).toList(),
        study.halves().stream().map(series).toList(),
        study.first().draws().stream().map(series).toList());
  }

  /** Exact, of one data set. */
  static MeasuredSeries single(Series series) {
    return new MeasuredSeries(List.of(series), List.of(), List.of());
  }

  /** That of the data set that is shown. */
  Series first() {
    return wholes.get(0);
  }

  /** Every series changed, those of whole data sets in one way and those of halves in another. */
  MeasuredSeries map(UnaryOperator<Series> whole, UnaryOperator<Series> half) {
    return new MeasuredSeries(
        wholes.stream().map(whole).toList(),
        halves.stream().map(half).toList(),
        draws.stream().map(whole).toList());
  }

  MeasuredSeries withoutHalves() {
    return new MeasuredSeries(wholes, List.of(), draws);
  }

  /**
   * For a fit.
   *
   * @param halfScale what a window of the whole is multiplied by for a half
   */
  Replicas replicas(double halfScale) {
    Replicas measured =
        wholes.size() == 1 && !halves.isEmpty()
            ? Replicas.halves(first(), halves, halfScale)
            : Replicas.of(wholes);
    return measured.within(draws);
  }
}
