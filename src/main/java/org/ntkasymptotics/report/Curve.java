package org.ntkasymptotics.report;

/**
 * One line of a chart. Points that cannot be drawn (not finite, or not positive on a logarithmic
 * axis) are left out.
 *
 * @param name in the legend
 * @param x ascending, any length
 * @param y same length as {@code x}
 * @param style how it is drawn
 * @param group colour; a measurement and its theory share one, from 0
 */
public record Curve(String name, double[] x, double[] y, CurveStyle style, int group) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if x and y differ in length or the group is negative
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
    if (group < 0) {
      throw new IllegalArgumentException(
          "curve '" + name + "' has colour group " + group + ": groups count from 0");
    }
  }

  /** The same curve under another name and colour. */
  public Curve as(String newName, int newGroup) {
    return new Curve(newName, x, y, style, newGroup);
  }
}
