package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table a run ends with in the terminal. */
public final class LawTable {
  /** Columns it fits in. */
  public static final int WIDTH = 100;

  private static final int[] COLUMNS = {18, 12, 17, 13, 19, 16};
  private static final int[] COLUMNS_WITH_PRINTED = {15, 10, 15, 13, 9, 17, 15};

  private static final int PRINTED = 4;

  private LawTable() {}

  /**
   * Law, theory, measured ± half of the 95 % interval, and measured over predicted: a line for each
   * law, a block for each case; the constants printed in the paper in a column of their own where
   * there are any. Lines end with {@code \n} and fit in {@link #WIDTH} columns.
   */
  public static String text(List<CaseResult> cases) {
    boolean printed =
        cases.stream()
            .flatMap(one -> one.laws().stream())
            .anyMatch(law -> law.theory().printed().exists());
    StringBuilder text = new StringBuilder();
    text.append(line(printed, "law", "exponent", "", "constant", "", "", "measured /"));
    text.append(
        line(printed, "", "theory", "measured", "theory", "printed", "measured", "predicted"));
    text.append("─".repeat(WIDTH)).append('\n');
    for (CaseResult one : cases) {
      if (cases.size() > 1) {
        text.append(cut(one.name(), WIDTH)).append('\n');
      }
      one.laws().forEach(law -> text.append(line(printed, law)));
    }
    return text.toString();
  }

  private static String line(boolean printed, LawResult law) {
    LawResult.Theory theory = law.theory();
    LawResult.Fit fit = law.fit();
    return line(
        printed,
        law.law().label(),
        law.law().exponentSymbol() + " = " + NumberText.of(theory.exponent()),
        NumberText.plusMinus(fit.exponent()),
        law.law().constantSymbol() + " = " + NumberText.of(theory.constant()),
        NumberText.printed(theory),
        NumberText.plusMinus(NumberText.comparable(fit)),
        NumberText.plusMinus(law.ratio().mean()));
  }

  /** A line of seven cells, the one for what is printed left out if nothing is. */
  private static String line(boolean printed, String... all) {
    List<String> cells = new ArrayList<>(List.of(all));
    if (!printed) {
      cells.remove(PRINTED);
    }
    int[] columns = printed ? COLUMNS_WITH_PRINTED : COLUMNS;
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < columns.length; k++) {
      String cell = cut(cells.get(k), columns[k]);
      line.append(k == 0 ? "" : " ").append(cell);
      line.append(" ".repeat(columns[k] - cell.codePointCount(0, cell.length())));
    }
    return line.toString().stripTrailing() + "\n";
  }

  private static String cut(String text, int width) {
    String plain =
        text.codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    if (plain.codePointCount(0, plain.length()) <= width) {
      return plain;
    }
    return plain.substring(0, plain.offsetByCodePoints(0, width - 1)) + "…";
  }
}
