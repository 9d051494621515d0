package org.ntkasymptotics.fit;

import java.util.List;

/**
 * The measurements behind one fit, by how independent they are. This decides where the statistical
 * part of an interval comes from.
 */
public sealed interface Replicas {

  /** The series the estimate is made of: the data sets, or the one whole. */
  List<Series> wholes();

  /** Independent data sets of one size: the scatter between them is the error. */
  record DataSets(List<Series> wholes) implements Replicas {
    /** At least two. */
    public DataSets {
      wholes = List.copyOf(wholes);
      if (wholes.size() < 2) {
        throw new FitException(
            "scatter between data sets needs at least 2 of them, got "
                + wholes.size()
                + "; use Replicas.single or Replicas.halves for one data set");
      }
    }
  }

  /**
   * One data set and disjoint halves of it.
   *
   * @param whole measured on all M points
   * @param halves 2k series, the (2j)-th and (2j + 1)-th measured on two disjoint halves of the
   *     points; different pairs come from different random divisions (never with replacement:
   *     doubled points make zero eigenvalues)
   * @param windowScale what a window of the whole is multiplied by for a half, so that the half is
   *     seen at the same n/M: ½ for an index, 2^−ν for a time, 1 after division by the
   *     finite-sample correction
   */
  record Halves(Series whole, List<Series> halves, double windowScale) implements Replicas {
    /** Checks pairs and scale. */
    public Halves {
      halves = List.copyOf(halves);
      if (halves.isEmpty() || halves.size() % 2 != 0) {
        throw new FitException(
            "halves come in disjoint pairs: an even number of series, got " + halves.size());
      }
      if (!(windowScale > 0) || windowScale > 1) {
        throw new FitException("the window scale of halves must be in (0, 1], got " + windowScale);
      }
    }

    @Override
    public List<Series> wholes() {
      return List.of(whole);
    }
  }

  /** One series and nothing else: the error comes from its correlated residuals. */
  record Single(Series whole) implements Replicas {
    @Override
    public List<Series> wholes() {
      return List.of(whole);
    }
  }

  /**
   * Measurements that carry errors of their own, such as those of random probes or of bounds, which
   * hide in no scatter along one series and vanish in no mean over several.
   *
   * @param measured without them
   * @param draws the first whole as it might have been measured as well, at its own places; each
   *     draw is wrong at neighbouring places in the way that the measurement is
   */
  record Drawn(Replicas measured, List<Series> draws) implements Replicas {
    /** At least two, each at all places. */
    public Drawn {
      draws = List.copyOf(draws);
      int places = measured.wholes().get(0).size();
      if (draws.size() < 2 || draws.stream().anyMatch(draw -> draw.size() != places)) {
        throw new FitException(
            "a measurement's own error needs at least 2 draws of its " + places + " values");
      }
    }

    @Override
    public List<Series> wholes() {
      return measured.wholes();
    }

    @Override
    public Replicas scattered() {
      return measured;
    }
  }

  /** See {@link Halves}. */
  static Replicas halves(Series whole, List<Series> halves, double windowScale) {
    return new Halves(whole, halves, windowScale);
  }

  /** See {@link Single}. */
  static Replicas single(Series whole) {
    return new Single(whole);
  }

  /** {@link DataSets}, or {@link Single} if there is only one. */
  static Replicas of(List<Series> dataSets) {
    return dataSets.size() == 1 ? new Single(dataSets.get(0)) : new DataSets(dataSets);
  }

  /** With errors of the first whole's own, if there are any; see {@link Drawn}. */
  default Replicas within(List<Series> draws) {
    return draws.isEmpty() ? this : new Drawn(this, draws);
  }

  /** What scatters: the same without errors of their own. */
  default Replicas scattered() {
    return this;
  }

  /** The largest window that all wholes cover. */
  default FitWindow span() {
    FitWindow common = wholes().get(0).span();
    for (Series whole : wholes()) {
      common = common.clippedTo(whole.span());
    }
    return common;
  }
}
