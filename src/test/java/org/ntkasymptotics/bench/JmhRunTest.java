package org.ntkasymptotics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ntkasymptotics.bench.JmhRun.FailedException;

class JmhRunTest {
  /** As JMH 1.37 writes it, shortened. */
  private static final String JSON =
      """
      [{"jmhVersion": "1.37", "benchmark": "org.ntkasymptotics.benchmarks.GramBenchmark.gram",
        "mode": "avgt", "threads": 1, "forks": 0, "params": {"m": "1000"},
        "primaryMetric": {"score": 0.00125, "scoreError": "NaN", "scoreUnit": "s/op",
          "rawData": [[0.001, 0.0015]]},
        "secondaryMetrics": {}}]
      """;

  @Test
  void secondsOfEveryIterationAreRead() throws FailedException {
    assertEquals(List.of(0.001, 0.0015), JmhRun.seconds(JSON));
  }

  @Test
  void otherUnitsAndOtherTextsAreRefused() {
    FailedException unit =
        assertThrows(FailedException.class, () -> JmhRun.seconds(JSON.replace("s/op", "ops/s")));
    assertTrue(unit.getMessage().contains("ops/s"));
    assertThrows(FailedException.class, () -> JmhRun.seconds("nothing"));
  }

  @Test
  void theLastAnswerCounts() {
    JmhRun run =
        new JmhRun(
            List.of(),
            "x\nIteration 1: answer 1.0 2.0\nanswer 3.5 -4e-05\nmemory 12 kB\nversion A 1\n");
    assertEquals(List.of(3.5, -4e-5), run.numbers("answer"));
    assertEquals(List.of(12.0), run.numbers("memory"));
    assertEquals(List.of(), run.numbers("work"));
    assertEquals("A 1", run.text("version"));
  }

  @Test
  void aFailureIsItsLastCause() {
    String printed =
        """
        java.lang.RuntimeException: outer
          at somewhere
        Caused by: java.lang.IllegalStateException: wrong entry 1, 2

        <failure>
        """;
    assertEquals("wrong entry 1, 2", Children.reason(printed));
    assertEquals(
        "no list",
        Children.reason(
            "Exception in thread \"main\" java.lang.RuntimeException: no list\n at x\n"));
    assertEquals("last line", Children.reason("first\nlast line\n\n"));
    assertEquals("it said nothing", Children.reason("\n"));
  }
}
