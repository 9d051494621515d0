package org.ntkasymptotics.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * One line of a chart. Points that cannot be drawn (not finite, or not positive on a logarithmic
 * axis) are left out.
 *
 * @param name in the legend
 * @param x ascending, any length
 * @param y same length as {@code x}
 * @param style how it is drawn
 * @param group colour; a measurement and its theory share one, from 0
 * @param bars how far each y is spread; empty if that is not shown
 */
public record Curve(
    String name, double[] x, double[] y, CurveStyle style, int group, Optional<Bars> bars) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if x, y and the bars differ in length or the group is negative
   */
  public Curve {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "curve '"
              + name
              + "' has "
              + x.length
              + " x and "
              + y.length
              + " y: give as many of each");
    }
    if (bars.isPresent() && bars.get().low().length != x.length) {
      throw new IllegalArgumentException(
          "curve '" + name + "' has " + x.length + " points: give as many bars");
    }
    if (group < 0) {
      throw new IllegalArgumentException(
          "curve '" + name + "' has colour group " + group + ": groups count from 0");
    }
  }

  /** A curve without bars. */
  public Curve(String name, double[] x, double[] y, CurveStyle style, int group) {
    this(name, x, y, style, group, Optional.empty());
  }

  /**
   * Vertical bars, one a point; where an end is NaN there is none.
   *
   * @param low lower ends
   * @param high upper ends, as many
   */
  public record Bars(double[] low, double[] high) {

    /** Checks the lengths. */
    public Bars {
      if (low.length != high.length) {
        throw new IllegalArgumentException(
            "bars have " + low.length + " lower and " + high.length + " upper ends: as many each");
      }
    }

    /** Those of some of the points. */
    Bars at(int[] points) {
      return new Bars(
          Arrays.stream(points).mapToDouble(i -> low[i]).toArray(),
          Arrays.stream(points).mapToDouble(i -> high[i]).toArray());
    }
  }

  /** The same curve under another name and colour. */
  public Curve as(String newName, int newGroup) {
    return new Curve(newName, x, y, style, newGroup, bars);
  }
}
