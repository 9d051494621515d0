package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ntk bench} refuses before it measures, and its report of earlier results. */
class BenchCommandTest {
  private static final String RESULTS =
      """
      {"format": 1, "date": "2026-01-02", "version": "1", "revision": "r", "command": "ntk bench",
       "machine": {"cpu": "A processor"}, "peers": {}, "ceilings": {"cpu": {"memory": 1e10}},
       "timings": [
        {"operation": "gram", "machine": "cpu", "parameters": {"m": "500", "d": "2"},
         "who": "ours", "seconds": [[0.001, 0.0011], [0.0012]], "answer": [1.0]},
        {"operation": "gram", "machine": "cpu", "parameters": {"m": "1000", "d": "2"},
         "who": "ours", "seconds": [[0.004, 0.0041], [0.0042]], "answer": [1.0]}],
       "notes": []}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grm | unknown benchmark 'grm', did you mean gram?",
        "xyzxyz | unknown benchmark 'xyzxyz': expected one of gram, product",
        "gram --sizes 3 | --sizes: gram takes M from 300 to 10000000, got 3",
        "gram --sizes 9000000 | gram with M = 9000000 needs",
        "gram --sizes 0 | --sizes must be at least 1, got 0",
        "gram --sizes ten | Invalid value for option '--sizes'",
        "gram --rounds 0 | --rounds must be at least 1, got 0",
        "gram --minutes -1 | --minutes must be above 0, got -1.0",
        "gram --backend tpu | the back end must be auto, cpu, cuda or spark; got",
        "gram --hidden 0 | --hidden must be at least 1, got 0",
        "gram --kernel relu-nkt | relu-nkt",
        "gram --backend spark | --backend takes cpu, cuda or both here, got spark",
        "gram --backend auto | --backend takes cpu, cuda or both here, got auto",
        "gram --peers --python /nowhere/python | --python /nowhere/python is no Python that runs",
        "--from nowhere | nowhere: expected a directory with a bench.json of ntk bench",
        "gram --from nowhere | --from measures nothing",
        "gram --against nowhere | nowhere: expected a directory with a bench.json of ntk bench"
      })
  void whatCannotBeMeasuredIsRefusedInOneLine(String words, String message) {
    String[] args = ("bench " + words.strip() + " --out " + directory.resolve("out")).split(" ");
    CommandLineSession ended = CommandLineSession.run(args);
    assertEquals(2, ended.code(), ended.err());
    assertTrue(ended.err().contains(message), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertEquals("", ended.out());
    assertFalse(Files.exists(directory.resolve("out")), "nothing is made");
  }

  @Test
  void earlierResultsAreDrawnAndCompared() throws IOException {
    Path before = Files.createDirectories(directory.resolve("before"));
    Path now = Files.createDirectories(directory.resolve("now"));
    Files.writeString(before.resolve("bench.json"), RESULTS);
    Files.writeString(now.resolve("bench.json"), RESULTS.replace("0.00", "0.000"));
    CommandLineSession ended =
        CommandLineSession.run(
            "bench", "--report", "--from", now.toString(), "--against", before.toString());
    assertEquals("", ended.err());
    assertEquals(0, ended.code());
    assertTrue(ended.out().contains("Growth"), ended.out());
    assertTrue(ended.out().contains("faster"), ended.out());
    assertTrue(Files.exists(now.resolve("report.html")));
    assertTrue(Files.readString(now.resolve("report.md")).contains("## Changes"));
  }
}
