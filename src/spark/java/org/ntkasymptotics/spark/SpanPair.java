package org.ntkasymptotics.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * What one task computes and what is lost with it: what two spans of points give each other in a
 * product, or one span itself.
 *
 * @param one a span
 * @param other the same, or one without common points
 */
record SpanPair(Span one, Span other) implements Serializable {

  /** All pairs. */
  static List<SpanPair> within(List<Span> spans) {
    List<SpanPair> pairs = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      for (Span other : spans.subList(i, spans.size())) {
        pairs.add(new SpanPair(spans.get(i), other));
      }
    }
    return pairs;
  }

  /** All pairs of one and one. */
  static List<SpanPair> across(List<Span> ones, List<Span> others) {
    List<SpanPair> pairs = new ArrayList<>();
    for (Span one : ones) {
      for (Span other : others) {
        pairs.add(new SpanPair(one, other));
      }
    }
    return pairs;
  }

  /** Both are one. */
  boolean same() {
    return one.equals(other);
  }

  /** Number of its points. */
  int length() {
    return same() ? one.length() : one.length() + other.length();
  }

  /** The rows of its points, of (M, d). */
  RowMatrix rowsOf(RowMatrix all) {
    int d = all.columns();
    RowMatrix own = RowMatrix.zeros(length(), d);
    copy(all, one.from() * d, own, 0, one.length() * d);
    if (!same()) {
      copy(all, other.from() * d, own, one.length() * d, other.length() * d);
    }
    return own;
  }

  /** The columns of its points, of (k, M). */
  RowMatrix columnsOf(RowMatrix all) {
    RowMatrix own = RowMatrix.zeros(all.rows(), length());
    for (int k = 0; k < all.rows(); k++) {
      int from = k * all.columns();
      int to = k * length();
      copy(all, from + one.from(), own, to, one.length());
      if (!same()) {
        copy(all, from + other.from(), own, to + one.length(), other.length());
      }
    }
    return own;
  }

  private static void copy(RowMatrix all, int from, RowMatrix own, int to, int count) {
    System.arraycopy(all.array(), from, own.array(), to, count);
  }
}
