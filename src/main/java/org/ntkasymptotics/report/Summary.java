package org.ntkasymptotics.report;

import java.nio.file.Path;
import java.util.List;

/**
 * The numbers of a run: what {@code summary.json} holds and {@code --json} prints.
 *
 * @param manifest what it was made with
 * @param figure whether it is a figure of several runs ({@code runs} in the file) or one ({@code
 *     laws})
 * @param title of the run or figure
 * @param cases one, or a figure's runs in order
 */
public record Summary(Manifest manifest, boolean figure, String title, List<CaseResult> cases) {
  /** The file in a run directory. */
  public static final String FILE = "summary.json";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException unless there is exactly one case or it is a figure
   */
  public Summary {
    cases = List.copyOf(cases);
    if (!figure && cases.size() != 1) {
      throw new IllegalArgumentException(
          "a single run has one case, got " + cases.size() + ": make it a figure");
    }
  }

  /** One run, under the case's name. */
  public static Summary of(Manifest manifest, CaseResult only) {
    return new Summary(manifest, false, only.name(), List.of(only));
  }

  /** A figure of several runs. */
  public static Summary figure(Manifest manifest, String title, List<CaseResult> cases) {
    return new Summary(manifest, true, title, cases);
  }

  /** The JSON text, indented, with a line feed at its end; no NaN: missing numbers are null. */
  public String toJson() {
    return Json.text(SummaryJson.write(this));
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param source named in the message
   * @throws IllegalArgumentException if the text is not such a summary
   */
  public static Summary parse(String json, Path source) {
    return SummaryJson.read(Json.tree(json, source), source);
  }
}
