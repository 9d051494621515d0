package org.ntkasymptotics.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where results go if nobody says where. */
final class FreePlace {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private FreePlace() {}

  /** A directory in {@code runs} that is not there yet, named after a command and the time. */
  static Path of(String command) {
    String name = command + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    Path place = Path.of("runs", name);
    for (int i = 2; Files.exists(place) || Files.exists(Path.of(place + ".partial")); i++) {
      place = Path.of("runs", name + "-" + i);
    }
    return place;
  }
}
