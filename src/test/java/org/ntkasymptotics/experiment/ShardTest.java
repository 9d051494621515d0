package org.ntkasymptotics.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares of a sweep, from an option or from what a cluster says. */
class ShardTest {
  @Test
  void sharesHaveEveryPointExactlyOnceForEveryCount() {
    for (int points = 0; points <= 40; points++) {
      List<Integer> all = IntStream.range(0, points).boxed().toList();
      for (int count = 1; count <= points + 3; count++) {
        List<Integer> together = new ArrayList<>();
        int smallest = Integer.MAX_VALUE;
        int largest = 0;
        for (int number = 1; number <= count; number++) {
          List<Integer> share = Shard.from(number + "/" + count, "--shard").of(all);
          smallest = Math.min(smallest, share.size());
          largest = Math.max(largest, share.size());
          together.addAll(share);
        }
        assertTrue(largest - smallest <= 1, "shares of " + points + " in " + count);
        assertEquals(all, together.stream().sorted().toList());
      }
    }
  }

  private static Map<String, String> environment(String text) {
    Map<String, String> environment = new TreeMap<>();
    if (!text.isBlank()) {
      Arrays.stream(text.strip().split(" "))
          .map(pair -> pair.split("=", 2))
          .forEach(pair -> environment.put(pair[0].replace("S_", "SLURM_ARRAY_TASK_"), pair[1]));
    }
    return environment;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          S_ID=0 S_COUNT=4 | 1 | 4
          S_ID=3 S_COUNT=4 S_MIN=0 S_STEP=1 | 4 | 4
          S_ID=1 S_COUNT=4 S_MIN=1 | 1 | 4
          S_ID=9 S_COUNT=3 S_MIN=5 S_STEP=2 | 3 | 3
          S_ID=7 S_COUNT=1 S_MIN=7 S_MAX=7 | 1 | 1
          JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=8 | 1 | 8
          JOB_COMPLETION_INDEX=7 JOB_COMPLETIONS=8 | 8 | 8
          """)
  void clustersSayWhichShareIsMeant(String environment, int number, int count) {
    Shard shard = Shard.ofEnvironment(environment(environment)).orElseThrow();
    assertEquals(number, shard.number());
    assertEquals(count, shard.count());
  }

  @Test
  void outsideOfAClusterNothingIsSaid() {
    assertEquals(Optional.empty(), Shard.ofEnvironment(Map.of("PATH", "/bin")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          S_ID=1 | environment variable SLURM_ARRAY_TASK_COUNT: expected a whole number, got nothing
          S_ID=x S_COUNT=4 | environment variable SLURM_ARRAY_TASK_ID: expected a whole number, got 'x'
          S_ID=4 S_COUNT=4 | SLURM_ARRAY_TASK_ID=4: expected one of 4 tasks from 0 in steps of 1
          S_ID=7 S_COUNT=3 S_MIN=1 | SLURM_ARRAY_TASK_ID=7: expected one of 3 tasks from 1
          S_ID=6 S_COUNT=3 S_MIN=5 S_STEP=2 | SLURM_ARRAY_TASK_ID=6: expected one of 3 tasks from 5 in steps of 2
          JOB_COMPLETION_INDEX=2 | environment variable JOB_COMPLETIONS: expected a whole number, got nothing
          JOB_COMPLETION_INDEX=8 JOB_COMPLETIONS=8 | JOB_COMPLETION_INDEX=8 counted from 0: expected a share from 1 to 8, got 9
          JOB_COMPLETION_INDEX=-1 JOB_COMPLETIONS=8 | JOB_COMPLETION_INDEX: expected a whole number, got '-1'
          JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=8 S_ID=0 | are both set: say which share is meant with --shard i/n
          """)
  void whatAClusterSaysWronglyIsRefusedInOneLine(String environment, String expected) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Shard.ofEnvironment(environment(environment)))
            .getMessage();
    assertEquals(1, message.lines().count());
    assertTrue(message.contains(expected), message);
  }

  @ParameterizedTest
  @CsvSource({"0/3", "4/3", "1/0", "1", "a/b", "1/2/3", "-1/3", "1/99999999999", "''"})
  void wrongFormsAreRefused(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Shard.from(text, "--shard"))
            .getMessage();
    assertTrue(message.startsWith("--shard: expected "), message);
  }
}
