package org.ntkasymptotics.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops visit every index once, add up to the same bits and pass exceptions on. */
class ParallelRangesTest {

  @ParameterizedTest
  @CsvSource({"0,7", "1,7", "6,7", "7,7", "8,7", "26,7", "5,1", "1000,3", "3,2147483647"})
  void visitsEveryIndexOnce(int count, int block) {
    for (int threads = 1; threads <= 3; threads++) {
      AtomicIntegerArray visits = new AtomicIntegerArray(count);
      new ParallelRanges(threads)
          .forEach(
              count,
              block,
              (from, to) -> {
                assertTrue(from < to && from % block == 0);
                for (int i = from; i < to; i++) {
                  visits.incrementAndGet(i);
                }
              });
      for (int i = 0; i < count; i++) {
        assertEquals(1, visits.get(i), "visits of " + i);
      }
    }
  }

  @Test
  void sumsHaveTheSameBitsForAnyNumberOfThreads() {
    ParallelRanges.Term term =
        (from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += 1.0 / (i + 1);
          }
          return sum;
        };
    double one = new ParallelRanges(1).sum(100_000, 100, term);
    for (int repeat = 0; repeat < 20; repeat++) {
      for (int threads = 2; threads <= 4; threads++) {
        assertEquals(one, new ParallelRanges(threads).sum(100_000, 100, term));
      }
    }
    assertEquals(0.0, new ParallelRanges(2).sum(0, 100, term));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void passesTheExceptionItselfOnAndWorksAgain(int threads) {
    ParallelRanges parallel = new ParallelRanges(threads);
    IllegalStateException thrown = new IllegalStateException("from a block");
    IllegalStateException met =
        assertThrows(
            IllegalStateException.class,
            () ->
                parallel.forEach(
                    50,
                    1,
                    (from, to) -> {
                      if (from == 20) {
                        throw thrown;
                      }
                    }));
    assertSame(thrown, met);
    AtomicInteger done = new AtomicInteger();
    parallel.forEach(50, 1, (from, to) -> done.incrementAndGet());
    assertEquals(50, done.get());
  }

  @Test
  void callsInsideCallsEnd() {
    ParallelRanges parallel = new ParallelRanges(3);
    AtomicInteger done = new AtomicInteger();
    parallel.forEach(
        20, 1, (a, b) -> parallel.forEach(20, 1, (from, to) -> done.incrementAndGet()));
    assertEquals(400, done.get());
  }

  @Test
  void interruptionOfTheCallerIsKept() {
    Thread.currentThread().interrupt();
    new ParallelRanges(2).forEach(100, 1, (from, to) -> Thread.onSpinWait());
    assertTrue(Thread.interrupted(), "the caller's interrupt flag got lost");
  }

  @Test
  void refusesNonsense() {
    assertThrows(IllegalArgumentException.class, () -> new ParallelRanges(0));
    ParallelRanges parallel = new ParallelRanges(1);
    assertThrows(IllegalArgumentException.class, () -> parallel.forEach(-1, 1, (a, b) -> {}));
    assertThrows(IllegalArgumentException.class, () -> parallel.forEach(1, 0, (a, b) -> {}));
  }
}
