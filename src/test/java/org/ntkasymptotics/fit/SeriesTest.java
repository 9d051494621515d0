package org.ntkasymptotics.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ntkasymptotics.fit.PowerLawFitsTest.assertMessage;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void placesFollowTheConventions() {
    assertArrayEquals(
        new double[] {0.5, 1.5, 2.5}, Series.ofEigenvalues(new double[] {3, 2, 1}).x());
    Series sums = Series.ofPartialSums(new double[] {3, 2, 1});
    assertArrayEquals(new double[] {1, 2}, sums.x());
    assertArrayEquals(new double[] {2, 1}, sums.y());
    Series curve = Series.ofCurve(new double[] {0, 1, 2}, new double[] {3, 2, 1});
    assertArrayEquals(new double[] {1, 2}, curve.x());
    assertArrayEquals(new double[] {2, 1}, curve.y());
  }

  @Test
  void badEntriesAreRefused() {
    assertMessage("as many x as y", () -> new Series(new double[] {1}, new double[] {1, 2}));
    assertMessage("entry 0", () -> new Series(new double[] {0}, new double[] {1}));
    assertMessage("entry 1", () -> new Series(new double[] {1, 2}, new double[] {1, Double.NaN}));
    assertMessage("ascend", () -> new Series(new double[] {2, 1}, new double[] {1, 1}));
    assertMessage("ascend", () -> Series.sorted(new double[] {2, 2}, new double[] {1, 1}));
    assertMessage("0 < from < to", () -> new FitWindow(3, 3));
    assertMessage("0 < from < to", () -> new FitWindow(0, 3));
    assertMessage("0 < from < to", () -> new FitWindow(1, Double.NaN));
    assertMessage("at least 2", () -> new Replicas.DataSets(List.of()));
    Series one = new Series(new double[] {1}, new double[] {1});
    assertMessage("disjoint pairs", () -> Replicas.halves(one, List.of(one), 0.5));
    assertMessage("window scale", () -> Replicas.halves(one, List.of(one, one), 2));
  }

  @Test
  void aPermutationIsPutInOrder() {
    Series sorted = Series.sorted(new double[] {3, 1, 2}, new double[] {30, 10, 20});
    assertArrayEquals(new double[] {1, 2, 3}, sorted.x());
    assertArrayEquals(new double[] {10, 20, 30}, sorted.y());
  }

  @Test
  void aFloorEndsTheSeriesForGood() {
    Series s = new Series(new double[] {1, 2, 3, 4}, new double[] {9, 5, 1, 6});
    assertArrayEquals(new double[] {9, 5}, s.above(1).y());
    assertEquals(s, s.above(0.5));
    assertMessage("nothing to fit", () -> s.above(9));
    assertArrayEquals(new double[] {2, 3}, s.within(new FitWindow(2, 3.5)).x());
    assertMessage("no x lies in", () -> s.within(new FitWindow(5, 6)));
    assertArrayEquals(new double[] {9, 2.5, 1.0 / 3, 1.5}, s.dividedBy(x -> x).y(), 1e-15);
    assertArrayEquals(new double[] {3, 1, 0.5, 2}, s.dividedBy(new double[] {3, 5, 2, 3}).y());
    assertMessage("cannot be divided", () -> s.dividedBy(new double[] {1}));
    Series every = new Series(new double[] {0.5, 1, 2, 3, 4}, new double[] {7, 3, 5, 2, 3});
    assertArrayEquals(new double[] {3, 1, 0.5, 2}, s.dividedBy(every).y());
    assertMessage("no value at x = 0.5", () -> every.dividedBy(s));
  }
}
