package org.ntkasymptotics.krylov;

/** Straight lines on log–log paper. */
final class LogInterpolation {
  private LogInterpolation() {}

  /**
   * The value at x of a curve through points with positive, descending places; beyond them the last
   * line goes on.
   *
   * @param x positive
   * @param places descending, positive where used
   * @param values positive where used
   * @param from first index that is used, less one
   */
  static double at(double x, double[] places, double[] values, int from) {
    int low = Math.max(1, from);
    int high = places.length - 1;
    while (high > low && !(places[high] > 0 && values[high] > 0)) {
      high--;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places[middle] <= x) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return line(x, places[low - 1], values[low - 1], places[low], values[low]);
  }

  private static double line(double x, double x0, double y0, double x1, double y1) {
    if (x0 == x1 || y0 == y1) {
      return y1;
    }
    double slope = Math.log(y1 / y0) / Math.log(x1 / x0);
    return y0 * Math.exp(slope * Math.log(x / x0));
  }
}
