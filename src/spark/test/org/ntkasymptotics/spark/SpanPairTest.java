package org.ntkasymptotics.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.linalg.RowMatrix;

class SpanPairTest {
  @Test
  void pairsCoverEveryEntryOnceWithItsMirrorImage() {
    int order = 23;
    for (int spans : new int[] {1, 2, 5, 23, 40}) {
      assertCoversOnce(order, SpanPair.within(new Span(0, order).evenly(spans)));
    }
    List<Span> all = new ArrayList<>(new Span(0, 9).evenly(2));
    List<SpanPair> pairs = new ArrayList<>(SpanPair.within(all));
    List<Span> later = new Span(9, order).evenly(3);
    pairs.addAll(SpanPair.across(all, later));
    pairs.addAll(SpanPair.within(later));
    assertCoversOnce(order, pairs);
    assertEquals(List.of(), SpanPair.across(new Span(0, 0).evenly(3), later));
  }

  private static void assertCoversOnce(int order, List<SpanPair> pairs) {
    int[][] seen = new int[order][order];
    for (SpanPair pair : pairs) {
      for (int i = pair.one().from(); i < pair.one().to(); i++) {
        for (int j = pair.other().from(); j < pair.other().to(); j++) {
          seen[i][j]++;
          if (!pair.same()) {
            seen[j][i]++;
          }
        }
      }
    }
    for (int[] row : seen) {
      for (int times : row) {
        assertEquals(1, times);
      }
    }
  }

  @Test
  void smallProductsAreNotCutAndLargeOnesIntoThreeHundredPairs() {
    assertEquals(1, Span.count(1));
    assertEquals(1, Span.count(20_000));
    assertEquals(8, Span.count(100_000));
    assertEquals(Span.MOST, Span.count(10_000_000));
    List<Span> spans = new Span(0, 100_000).evenly(8);
    assertEquals(36, SpanPair.within(spans).size());
    long entries = (long) spans.get(0).length() * spans.get(7).length();
    assertTrue(entries >= Span.ENTRIES_AT_LEAST, entries + " entries");
  }

  /** Numbers whose sums depend on their order, in every order of arrival. */
  @Test
  void theOrderOfArrivalChangesNoBit() {
    List<SpanPair> pairs = SpanPair.within(new Span(0, 11).evenly(4));
    Random random = new Random(3);
    List<double[]> results = new ArrayList<>();
    for (SpanPair pair : pairs) {
      results.add(random.doubles(2L * pair.length(), -1, 1).toArray());
    }
    double[] expected = null;
    List<Integer> arrival = new ArrayList<>();
    for (int p = 0; p < pairs.size(); p++) {
      arrival.add(p);
    }
    for (int times = 0; times < 20; times++) {
      RowMatrix out = RowMatrix.zeros(2, 11);
      PairSums sums = new PairSums(pairs, out);
      arrival.forEach(p -> sums.add(pairs.get(p), results.get(p)));
      expected = expected == null ? out.array() : expected;
      assertArrayEquals(expected, out.array());
      Collections.shuffle(arrival, random);
    }
    assertEquals(spread(pairs, results), expected[13], 1e-14);
  }

  /** What point 2 gets of the second vector, summed as it comes. */
  private static double spread(List<SpanPair> pairs, List<double[]> results) {
    double sum = 0;
    for (int p = 0; p < pairs.size(); p++) {
      SpanPair pair = pairs.get(p);
      Span own = pair.one().from() == 2 ? pair.one() : pair.other();
      if (own.from() == 2) {
        sum += results.get(p)[pair.length() + (own.equals(pair.one()) ? 0 : pair.one().length())];
      }
    }
    return sum;
  }
}
