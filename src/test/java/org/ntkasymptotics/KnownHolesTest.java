package org.ntkasymptotics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The libraries that the program carries beside the published holes in {@code known-holes.csv},
 * which CONTRIBUTING.md says how to renew.
 */
class KnownHolesTest {
  private static final Path LIST = Path.of("src/test/resources/known-holes.csv");

  /**
   * A line of the list.
   *
   * @param library group and name
   * @param from the first affected version, empty in a line that says that none is known
   * @param before the first version that is mended
   * @param address where it is described
   * @param harmless why it does no harm here; empty if it would
   */
  private record Hole(String library, String from, String before, String address, String harmless) {
    static Hole of(String line) {
      String[] cells = line.split(",", 5);
      return new Hole(cells[0], cells[1], cells[2], cells[3], cells[4]);
    }

    boolean isIn(String version) {
      return !from.isEmpty()
          && Version.parse(version).compareTo(Version.parse(from)) >= 0
          && Version.parse(version).compareTo(Version.parse(before)) < 0;
    }
  }

  private static List<Hole> holes() throws IOException {
    try (Stream<String> lines = Files.lines(LIST)) {
      return lines.filter(l -> !l.startsWith("#")).skip(1).map(Hole::of).toList();
    }
  }

  /** What the build lets through, and nothing else. */
  private static Set<String> carried() throws IOException {
    return Pattern.compile("<include>([\\w.-]+:[\\w.*-]+):\\[.*]</include>")
        .matcher(Files.readString(Path.of("pom.xml")))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The version that lies on the class path, in Maven's repository. */
  private static Optional<String> version(String library) {
    String[] name = library.split(":", -1);
    String folder = "/" + name[0].replace('.', '/') + "/" + name[1] + "/";
    String jar = Pattern.quote(folder) + "([^/]+)/[^/]+\\.jar";
    String path = System.getProperty("java.class.path").replace(File.separatorChar, '/');
    return Pattern.compile(jar)
        .matcher(path)
        .results()
        .map(MatchResult::group)
        .findFirst()
        .map(found -> found.substring(folder.length(), found.lastIndexOf('/')));
  }

  @Test
  void everyLibraryWasLookedUp() throws IOException {
    assertTrue(carried().contains("info.picocli:picocli"), "" + carried());
    assertEquals(
        carried(),
        holes().stream().map(Hole::library).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void noneHasAKnownHoleThatDoesHarm() throws IOException {
    for (Hole hole : holes()) {
      if (!hole.from.isEmpty()) {
        String version = version(hole.library).orElseThrow();
        assertEquals(
            !hole.harmless.isEmpty(),
            hole.isIn(version),
            hole.library + " " + version + ": " + hole.address + " " + hole.harmless);
      }
    }
  }

  @Test
  void theListTellsVersionsApart() throws IOException {
    List<Hole> holes = holes();
    assertTrue(holes.stream().anyMatch(h -> h.library.endsWith("-databind") && h.isIn("2.20.0")));
    assertTrue(holes.stream().anyMatch(h -> h.library.endsWith("-core") && h.isIn("2.22.2")));
    assertFalse(holes.stream().anyMatch(h -> h.library.endsWith("uplot") && h.isIn("1.6.31")));
    assertTrue(
        holes.stream().anyMatch(h -> h.library.endsWith(":openblas") && h.isIn("0.3.17-1.5.6")));
    assertTrue(holes.stream().allMatch(h -> h.from.isEmpty() || h.address.startsWith("https://")));
  }
}
