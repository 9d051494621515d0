package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  private ProgressDisplay display(boolean terminal, int columns) {
    Console console =
        new Console(
            CommandLineSession.stream(out), CommandLineSession.stream(err), terminal, columns);
    return ProgressDisplay.on(console, () -> now);
  }

  private String shown() {
    assertEquals(0, out.size(), "nothing on standard output");
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTerminalGetsOneLineThatFitsAndIsTakenAway() {
    try (ProgressDisplay display = display(true, 50)) {
      for (int i = 0; i <= 1000; i++) {
        now += TimeUnit.MILLISECONDS.toNanos(10);
        display.report("eigenvalues", i / 1000.0, "a rather long detail, cut where the line ends");
      }
    }
    String shown = shown();
    assertFalse(shown.contains("\n"), "the line is drawn in place");
    assertTrue(shown.endsWith("\r\u001b[K"), "and taken away");
    String[] lines = shown.split("\r", -1);
    assertTrue(lines.length > 80 && lines.length < 120, "ten a second, got " + lines.length);
    for (String line : lines) {
      assertTrue(line.replace("\u001b[K", "").length() < 50, line);
    }
    assertTrue(shown.contains("eigenvalues [####......]  40 % 0:04"), shown);
  }

  @Test
  void elsewhereAPlainLineEveryFewSeconds() {
    try (ProgressDisplay display = display(false, 80)) {
      for (int i = 0; i < 120; i++) {
        display.report("training", i / 120.0, "");
        now += TimeUnit.MILLISECONDS.toNanos(500);
      }
    }
    assertEquals(12, shown().lines().count(), shown());
    assertTrue(shown().startsWith("[0:00] training: 0 %" + System.lineSeparator()), shown());
    assertFalse(shown().contains("\r["), shown());
    assertFalse(shown().contains("\u001b"), shown());
  }

  @Test
  void nothingIsShownAfterTheEnd() {
    ProgressDisplay display = display(true, 80);
    display.close();
    now += TimeUnit.SECONDS.toNanos(9);
    display.report("late", 0.5, "");
    assertEquals("", shown());
  }
}
