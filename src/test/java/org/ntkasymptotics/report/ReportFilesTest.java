package org.ntkasymptotics.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @TempDir Path temp;

  @Test
  void redrawsTheSameFromFilesAlone() throws IOException {
    Path place = written("a");
    byte[] html = Files.readAllBytes(place.resolve("report.html"));
    byte[] svg = Files.readAllBytes(place.resolve("eigenvalues.svg"));
    for (String drawing :
        List.of("report.html", "eigenvalues.svg", "eigenvalues.png", "figure.png")) {
      Files.delete(place.resolve(drawing));
    }
    ReportFiles.redraw(List.of(FinishedRun.read(place)), place);
    assertArrayEquals(svg, Files.readAllBytes(place.resolve("eigenvalues.svg")));
    assertArrayEquals(html, Files.readAllBytes(place.resolve("report.html")));
    assertTrue(Files.size(place.resolve("figure.png")) > 10_000);
  }

  @Test
  void showsRunsSideBySide() throws Exception {
    Path first = written("a");
    Path second = written("b");
    Path out = temp.resolve("both");
    ReportFiles.redraw(List.of(FinishedRun.read(first), FinishedRun.read(second)), out);
    FinishedRun both = FinishedRun.read(out);
    assertEquals(8, both.summary().cases().size());
    assertEquals("b: GP, d = 2", both.summary().cases().get(4).name());
    assertEquals(3, both.page().charts().size());
    Chart eigenvalues = both.page().charts().get(1);
    assertEquals(24, eigenvalues.curves().size());
    assertEquals(
        eigenvalues.curves().get(12).group(),
        eigenvalues.curves().get(13).group(),
        "measurement and theory share a colour");
    assertEquals(4, eigenvalues.curves().get(12).group(), "runs have colours of their own");
    DrawingTest.parse(Files.readString(out.resolve("figure.svg")));
    assertTrue(Files.readString(out.resolve("report.html")).contains("b: GP, d = 2"));
  }

  @Test
  void saysWhichFileIsMissingOrDamaged() throws IOException {
    Path place = written("a");
    assertSays("not a run directory", temp.resolve("nothing"));
    Files.createDirectory(temp.resolve("c.partial"));
    assertSays("not finished", temp.resolve("c"));
    String page = Files.readString(place.resolve("report.json"));
    Files.writeString(place.resolve("report.json"), page.substring(0, page.length() / 2));
    assertSays("report.json", place);
    Files.writeString(place.resolve("report.json"), page.replace("\"measured\"", "\"guessed\""));
    assertSays("report.json", place);
    Files.write(place.resolve("report.json"), new byte[] {(byte) 0xC3, (byte) 0x28});
    assertSays("report.json", place);
    Files.delete(place.resolve("report.json"));
    assertSays("report.json", place);
    Files.writeString(place.resolve("summary.json"), "{}");
    assertSays("summary.json", place);
  }

  private static void assertSays(String words, Path directory) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> FinishedRun.read(directory));
    assertTrue(e.getMessage().contains(words), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  /** A machine without fonts: the toolkit's font system, which fails there, must not be asked. */
  @Test
  void drawsWithoutTheSystemsFonts() throws Exception {
    Path empty = Files.writeString(temp.resolve("fonts.conf"), "<fontconfig/>");
    Path log = temp.resolve("classes.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-Xshare:auto",
            "-Xlog:class+load:file=" + log,
            "-cp",
            System.getProperty("java.class.path"),
            "org.ntkasymptotics.report.SyntheticReport",
            temp.resolve("bare").toString());
    builder.environment().put("FONTCONFIG_FILE", empty.toString());
    builder.redirectErrorStream(true).redirectOutput(temp.resolve("out").toFile());
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still drawing after a minute");
    assertEquals(0, process.exitValue(), () -> read(temp.resolve("out")));
    assertTrue(Files.size(temp.resolve("bare/figure.png")) > 10_000);
    String classes = Files.readString(log);
    assertTrue(classes.contains("sun.java2d"), "the log shows what was loaded");
    assertFalse(classes.contains("sun.font.SunFontManager"), "the system's fonts were asked for");
  }

  @Test
  void theTableFitsTheTerminal() {
    String table = LawTable.text(SyntheticReport.summary().cases());
    for (String line : table.split("\n", -1)) {
      assertTrue(line.codePointCount(0, line.length()) <= LawTable.WIDTH, line);
    }
    assertTrue(table.contains("ν = 1.25"), table);
    assertTrue(table.contains("1.263 ± 0.031"), table);
    assertTrue(table.contains("ball, d = 4"), table);
    assertTrue(table.contains("printed"), table);
    assertTrue(table.lines().anyMatch(l -> l.matches("eigenvalues λₙ .* same .*")), table);
    assertTrue(table.lines().anyMatch(l -> l.matches("loss, spectral .* 4\\.509e-8 .*")), table);
    CaseResult bare =
        new CaseResult(
            "bare".repeat(60),
            List.of(
                new LawResult(
                    Law.LOSS_TRAINED,
                    LawResult.Theory.none("x"),
                    LawResult.Fit.none("x"),
                    LawResult.Ratio.none("x"),
                    List.of()),
                SyntheticReport.law(
                    Law.LOSS_TRAINED, 1.23456789e-12, Predicted.of(-1e300, 1e290, ""), 1, 2)));
    for (String line : LawTable.text(List.of(bare, bare)).split("\n", -1)) {
      assertTrue(line.codePointCount(0, line.length()) <= LawTable.WIDTH, line);
    }
  }

  private Path written(String name) {
    Path place = temp.resolve(name);
    try (RunDirectory run = RunDirectory.start(place, "seed: 1\n")) {
      ReportFiles.write(run, SyntheticReport.page(), SyntheticReport.summary());
      run.finish();
    }
    return place;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
