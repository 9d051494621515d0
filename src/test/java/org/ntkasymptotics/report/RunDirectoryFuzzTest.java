package org.ntkasymptotics.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.fuzz.Fuzzing;

/** Files that a finished run or a sweep is read back from, damaged. */
@Timeout(3600)
class RunDirectoryFuzzTest {
  private static final String[] WORDS = {
    "\"../../x\"",
    "\"/x\"",
    "null",
    "[",
    "]",
    "{",
    "}",
    ",",
    "1e308",
    "-1e308",
    "4.9e-324",
    "\"\\u0000\"",
    "\"<script>\"",
    "\"2026-01-31T12:00:00Z\"",
    "true",
    "\"points\"",
    "\"x\":",
    "[]"
  };

  @TempDir Path directory;
  private Path run;

  @BeforeEach
  void writeRun() throws IOException {
    run = Files.createDirectories(directory.resolve("run"));
    ReportPage page = SyntheticReport.page().thinned(8);
    Files.writeString(run.resolve(ReportFiles.PAGE), Json.compact(ReportPageJson.write(page)));
    Files.writeString(run.resolve(Summary.FILE), SyntheticReport.summary().toJson());
  }

  private Fuzzing fuzzing(String file) throws IOException {
    return Fuzzing.of(file).valid(Files.readAllBytes(run.resolve(file))).words(WORDS);
  }

  @Test
  void summaries() throws IOException {
    fuzzing(Summary.FILE)
        .run(
            bytes -> {
              Fuzzing.file(run.resolve(Summary.FILE), bytes);
              FinishedRun read = FinishedRun.read(run);
              return read.summary().toJson().length() > 0;
            });
  }

  @Test
  void pages() throws IOException {
    fuzzing(ReportFiles.PAGE)
        .run(
            bytes -> {
              Fuzzing.file(run.resolve(ReportFiles.PAGE), bytes);
              return FinishedRun.read(run).page().charts() != null;
            });
  }

  /** Whatever is read can be drawn, and nothing is written anywhere else. */
  @Test
  void drawings() throws IOException {
    Fuzzing.of("drawing")
        .valid(Files.readAllBytes(run.resolve(ReportFiles.PAGE)))
        .words(WORDS)
        .allowing(1L << 31)
        .oneIn(50)
        .run(
            bytes -> {
              Fuzzing.file(run.resolve(ReportFiles.PAGE), bytes);
              ReportFiles.redraw(List.of(FinishedRun.read(run)), run);
              try (Stream<Path> files = Files.list(directory)) {
                assertTrue(files.allMatch(run::equals), "outside of the run");
              }
              return true;
            });
  }

  @Test
  void indexes() {
    SweepIndex index =
        new SweepIndex(
            "s",
            List.of(
                new SweepIndex.Point("d=1_seed=1", Map.of("d", "1", "seed", "1")),
                new SweepIndex.Point("d=1_seed=2", Map.of("d", "1", "seed", "2"))));
    Path file = run.resolve(SweepIndex.FILE);
    Fuzzing.of("sweep.json")
        .valid(index.toJson())
        .words(WORDS)
        .run(
            bytes -> {
              String text = new String(bytes, StandardCharsets.UTF_8);
              return SweepIndex.parse(text, file).points().stream()
                  .allMatch(p -> run.resolve(p.name()).normalize().getParent().equals(run));
            });
  }
}
