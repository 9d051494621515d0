package org.ntkasymptotics.report;

import java.util.Arrays;

/** Fewer points with the same look: first, last, lowest and highest point of every stretch of x. */
final class Thinning {
  // Beyond this, differences and room at the ends overflow.
  private static final double LARGEST = 1e300;

  private Thinning() {}

  /**
   * At most {@code limit} drawable points of a curve, or the curve as it is if it has no more. Each
   * of limit/4 equal stretches of the axis keeps its first, last, lowest and highest point, so
   * ends, spikes and steps stay; points that cannot be drawn go.
   */
  static Curve of(Curve curve, boolean logX, boolean logY, int limit) {
    int[] kept = drawable(curve, logX, logY);
    if (kept.length > limit) {
      kept = thin(curve, logX, kept, Math.max(1, limit / 4));
    }
    int[] drawn = kept;
    double[] x = Arrays.stream(kept).mapToDouble(i -> curve.x()[i]).toArray();
    double[] y = Arrays.stream(kept).mapToDouble(i -> curve.y()[i]).toArray();
    return new Curve(
        curve.name(), x, y, curve.style(), curve.group(), curve.bars().map(b -> b.at(drawn)));
  }

  /** Whether a value has a place on an axis. */
  static boolean hasPlace(double value, boolean log) {
    return Math.abs(value) <= LARGEST && (!log || value > 0);
  }

  private static int[] drawable(Curve curve, boolean logX, boolean logY) {
    int[] kept = new int[curve.x().length];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      if (hasPlace(curve.x()[i], logX) && hasPlace(curve.y()[i], logY)) {
        kept[count++] = i;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static int[] thin(Curve curve, boolean logX, int[] points, int stretches) {
    double first = position(curve.x()[points[0]], logX);
    double span = position(curve.x()[points[points.length - 1]], logX) - first;
    boolean[] keep = new boolean[points.length];
    int start = 0;
    while (start < points.length) {
      int stretch = stretch(curve, logX, points[start], first, span, stretches);
      int low = start;
      int high = start;
      int end = start;
      while (end < points.length
          && stretch(curve, logX, points[end], first, span, stretches) == stretch) {
        low = curve.y()[points[end]] < curve.y()[points[low]] ? end : low;
        high = curve.y()[points[end]] > curve.y()[points[high]] ? end : high;
        end++;
      }
      keep[start] = keep[low] = keep[high] = keep[end - 1] = true;
      start = end;
    }
    int[] kept = new int[points.length];
    int count = 0;
    for (int i = 0; i < points.length; i++) {
      if (keep[i]) {
        kept[count++] = points[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static int stretch(
      Curve curve, boolean logX, int i, double first, double span, int stretches) {
    if (!(span > 0)) {
      return 0;
    }
    double share = (position(curve.x()[i], logX) - first) / span;
    return (int) Math.max(0, Math.min(stretches - 1, Math.floor(share * stretches)));
  }

  private static double position(double x, boolean log) {
    return log ? Math.log10(x) : x;
  }
}
