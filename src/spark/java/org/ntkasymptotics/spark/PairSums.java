package org.ntkasymptotics.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Adds what pairs of spans give into a product, each span's parts in the order of the pairs:
 * whichever comes first, the sums have the same bits. Parts that come early wait.
 */
final class PairSums {
  private final RowMatrix out;
  private final Map<Span, Waiting> spans = new HashMap<>();

  /** Sums of these pairs into {@code out}, (k, M), which is zero. */
  PairSums(List<SpanPair> pairs, RowMatrix out) {
    this.out = out;
    for (SpanPair pair : pairs) {
      expect(pair.one(), pair);
      if (!pair.same()) {
        expect(pair.other(), pair);
      }
    }
  }

  private void expect(Span span, SpanPair pair) {
    spans.computeIfAbsent(span, s -> new Waiting()).turns.add(pair);
  }

  /** Whose turn it is at one span, and the parts that came before theirs. */
  private static final class Waiting {
    final Deque<SpanPair> turns = new ArrayDeque<>();
    final Map<SpanPair, double[]> early = new HashMap<>();
  }

  /** Takes a pair's result, (k, points of the pair). */
  void add(SpanPair pair, double[] values) {
    add(pair.one(), pair, values);
    if (!pair.same()) {
      add(pair.other(), pair, values);
    }
  }

  private void add(Span span, SpanPair pair, double[] values) {
    Waiting waiting = spans.get(span);
    waiting.early.put(pair, values);
    while (!waiting.turns.isEmpty() && waiting.early.containsKey(waiting.turns.peek())) {
      SpanPair due = waiting.turns.remove();
      sum(span, due, waiting.early.remove(due));
    }
  }

  private void sum(Span span, SpanPair pair, double[] values) {
    int first = span.equals(pair.one()) ? 0 : pair.one().length();
    double[] sums = out.array();
    for (int k = 0; k < out.rows(); k++) {
      int to = k * out.columns() + span.from();
      int from = k * pair.length() + first;
      for (int i = 0; i < span.length(); i++) {
        sums[to + i] += values[from + i];
      }
    }
  }
}
