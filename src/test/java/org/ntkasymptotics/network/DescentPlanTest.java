package org.ntkasymptotics.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.network.DescentPlan.Precision;

/** Plans: ranges, step sizes and the grid of records. */
class DescentPlanTest {

  private static List<Long> records(int perDecade, long last) {
    DescentPlan plan = new DescentPlan(0, 0.5, last, 0, perDecade, Precision.SINGLE);
    List<Long> at = new ArrayList<>(List.of(0L));
    while (at.get(at.size() - 1) < last) {
      at.add(plan.nextRecord(at.get(at.size() - 1), last));
    }
    return at;
  }

  @Test
  void recordsLieOnALogarithmicGridThatEndsAtTheLastStep() {
    List<Long> at = records(10, 777);
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 8L, 10L, 13L, 16L), at.subList(0, 11));
    assertEquals(777, at.get(at.size() - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40, 1000})
  void everyDecadeHasItsRecordsOnceSteppingIsFineEnough(int perDecade) {
    List<Long> at = records(perDecade, 100_000_000);
    for (int k = 1; k < at.size(); k++) {
      assertTrue(at.get(k) > at.get(k - 1));
    }
    long inLast = at.stream().filter(step -> step > 10_000_000).count();
    assertEquals(perDecade, inLast);
  }

  @Test
  void theStepSizeIsAFractionOfTheLimitOrFixedBelowIt() {
    assertEquals(0.25, new DescentPlan(0, 0.5, 1, 0, 1, Precision.SINGLE).stepSizeFor(4));
    assertEquals(0.4, new DescentPlan(0.4, 0, 1, 0, 1, Precision.SINGLE).stepSizeFor(4));
    DescentPlan atLimit = new DescentPlan(0.5, 0, 1, 0, 1, Precision.SINGLE);
    assertThrows(IllegalArgumentException.class, () -> atLimit.stepSizeFor(4));
    assertThrows(IllegalArgumentException.class, () -> atLimit.stepSizeFor(0));
    assertThrows(IllegalArgumentException.class, () -> atLimit.stepSizeFor(Double.NaN));
  }

  @Test
  void aFinalTimeIsReachedAndNotPassedByAWholeStep() {
    DescentPlan plan = DescentPlan.untilTime(10, Precision.SINGLE);
    assertEquals(100, plan.stepsAt(0.1));
    assertEquals(34, plan.stepsAt(0.3));
    assertEquals(1, plan.stepsAt(99));
  }

  @ParameterizedTest
  @CsvSource({
    "-1,0.5,1,0,10",
    "NaN,0.5,1,0,10",
    "Infinity,0.5,1,0,10",
    "0,0,1,0,10",
    "0,1,1,0,10",
    "0,0.5,-1,0,10",
    "0,0.5,0,0,10",
    "0,0.5,0,Infinity,10",
    "0,0.5,1,0,0",
    "0,0.5,1,0,1001"
  })
  void whatIsOutOfRangeIsRefused(
      double size, double fraction, long steps, double time, int perDecade) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DescentPlan(size, fraction, steps, time, perDecade, Precision.SINGLE));
    assertTrue(refused.getMessage().startsWith("training needs "), refused.getMessage());
  }
}
