package org.ntkasymptotics.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Points {@code from} … {@code to} − 1 of a product.
 *
 * @param from first point
 * @param to one past the last point
 */
record Span(int from, int to) implements Serializable {
  /** Kernel entries of a pair at least: a few tenths of a second, against Spark's milliseconds. */
  static final long ENTRIES_AT_LEAST = 1L << 27;

  /**
   * Spans at most: 300 pairs keep dozens of machines busy to the end, and their results together
   * are 25 times that of the product.
   */
  static final int MOST = 24;

  /** Number of points. */
  int length() {
    return to - from;
  }

  /** How many spans M points are cut into: M alone decides, so that every cluster rounds alike. */
  static int count(int order) {
    return (int) Math.max(1, Math.min(MOST, order / Math.sqrt(ENTRIES_AT_LEAST)));
  }

  /** These points in so many spans whose lengths differ by at most one; none is empty. */
  List<Span> evenly(int count) {
    int spans = Math.min(count, length());
    List<Span> all = new ArrayList<>();
    for (int s = 0; s < spans; s++) {
      all.add(new Span(bound(spans, s), bound(spans, s + 1)));
    }
    return all;
  }

  private int bound(int spans, int s) {
    return from + (int) ((long) length() * s / spans);
  }
}
