package org.ntkasymptotics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.bench.ResultComparison.Change;

class ResultComparisonTest {

  @Test
  void aChangeOfTheEngineIsSeenAndThePeersIsNot() {
    ResultComparison comparison =
        ResultComparison.of(CannedResults.of(3, 1, 0.01, 1), CannedResults.of(3, 0.8, 0.01, 2));
    assertTrue(comparison.judged());
    assertEquals(12, comparison.changes().size());
    for (Change change : comparison.changes()) {
      boolean ours = change.who().equals(Timing.OURS);
      assertEquals(ours, change.isBeyondNoise(), change.toString());
      assertEquals(ours ? 0.8 : 1, change.factor(), 0.05);
    }
  }

  /** One in a hundred, so of 4800 about 48; with nine standard deviations 110. */
  @Test
  void withoutAnyChangeOneInAHundredCounts() {
    int counted = 0;
    for (long k = 0; k < 400; k++) {
      counted +=
          ResultComparison.of(
                  CannedResults.of(2, 1, 0.05, 2 * k), CannedResults.of(2, 1, 0.05, 2 * k + 1))
              .changed()
              .size();
    }
    assertTrue(counted > 0 && counted < 110, "counted " + counted + " of 4800");
  }

  @Test
  void aLargeChangeInGreatNoiseIsNotSeen() {
    ResultComparison comparison =
        ResultComparison.of(CannedResults.of(2, 1, 0.5, 1), CannedResults.of(2, 0.9, 0.5, 2));
    assertTrue(comparison.changed().size() <= 1, comparison.toString());
  }

  @Test
  void singleRoundsAreNotJudged() {
    ResultComparison comparison =
        ResultComparison.of(CannedResults.of(1, 1, 0.01, 1), CannedResults.of(1, 2, 0.01, 2));
    assertFalse(comparison.judged());
    assertEquals(0, comparison.changed().size());
  }
}
