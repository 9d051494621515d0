package org.ntkasymptotics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The numbers that pages give are those of the results in the repository: between a line {@code
 * <!-- speed of DIR… -->} and {@code <!-- end -->} stands the table below, the largest size of each
 * operation in the first set and all of the others. {@code -Dntk.speed-tables=write} writes them.
 */
class CommittedResultsTest {
  private static final String BEGIN = "<!-- speed of ";
  private static final String END = "<!-- end -->";
  private static final Map<Operation, String> WORDS =
      Map.of(
          Operation.GRAM, "kernel matrix",
          Operation.PRODUCT, "kernel times four vectors",
          Operation.EIGH, "eigenvalues, eigenvectors, a projection",
          Operation.MODES, "eigenvalues and a projection",
          Operation.DESCENT, "training step",
          Operation.FIT, "power law of a series",
          Operation.DENSITY, "density of points and its law",
          Operation.REPORT, "report of three charts");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/site/markdown/performance.md"})
  void pagesGiveTheNumbersOfTheResults(String page) throws IOException {
    String text = Files.readString(Path.of(page));
    int begin = text.indexOf(BEGIN);
    assertTrue(begin >= 0, page + " has no table of speed");
    int table = text.indexOf('\n', begin) + 1;
    int end = text.indexOf(END, table);
    String[] sets = text.substring(begin + BEGIN.length(), table).replace("-->", "").split(",");
    List<Path> places = Stream.of(sets).map(set -> Path.of(set.strip())).toList();
    String expected = table(places);
    if ("write".equals(System.getProperty("ntk.speed-tables"))) {
      Files.writeString(Path.of(page), text.substring(0, table) + expected + text.substring(end));
      return;
    }
    assertEquals(expected, text.substring(table, end), page + ": not the numbers of " + places);
  }

  private static String table(List<Path> places) {
    List<String> lines = new ArrayList<>();
    BenchResults first = BenchResults.read(places.get(0));
    lines.add(
        String.format(
            Locale.ROOT,
            "On %s, %s, %s threads on both sides, revision %s; times faster, median of rounds (lowest"
                + " … highest):",
            first.date(),
            first.machine().get("cpu"),
            first.machine().get("threads"),
            first.revision()));
    lines.add("");
    lines.add("| work | ours | of the limit | numpy or scipy | PyTorch | others |");
    lines.add("|---|---|---|---|---|---|");
    for (Operation operation : Operation.values()) {
      new Overview(first).largest(operation, "cpu").ifPresent(t -> lines.add(row(first, t)));
    }
    for (Path place : places.subList(1, places.size())) {
      BenchResults results = BenchResults.read(place);
      results.ours().forEach(timing -> lines.add(row(results, timing)));
    }
    return "\n" + String.join("\n", lines) + "\n\n";
  }

  private static String row(BenchResults results, Timing ours) {
    Setting setting = ours.setting();
    List<String> numeric = new ArrayList<>();
    List<String> torch = new ArrayList<>();
    List<String> others = new ArrayList<>();
    results
        .ratios(ours)
        .forEach(
            (peer, ratio) -> {
              switch (peer.who()) {
                case "numpy", "scipy" -> numeric.add(ratio.text());
                case "PyTorch" -> torch.add(ratio.text());
                default -> others.add(peer.who() + " " + ratio.text());
              }
            });
    return String.format(
        Locale.ROOT,
        "| %s, %s | %s | %s | %s | %s | %s |",
        WORDS.get(setting.operation()),
        setting.size(),
        Units.seconds(ours.seconds()),
        new Overview(results).share(ours),
        String.join(", ", numeric),
        String.join(", ", torch),
        String.join(", ", others));
  }
}
