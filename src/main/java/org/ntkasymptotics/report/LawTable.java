package org.ntkasymptotics.report;

import java.util.List;
import java.util.stream.Collectors;

/** The table a run ends with in the terminal. */
public final class LawTable {
  /** Columns it fits in. */
  public static final int WIDTH = 100;

  private static final int[] COLUMNS = {18, 12, 17, 13, 19, 16};

  private LawTable() {}

  /**
   * Law, theory, measured ± half of the 95 % interval, and measured over predicted: a line for each
   * law, a block for each case. Lines end with {@code \n} and fit in {@link #WIDTH} columns.
   */
  public static String text(List<CaseResult> cases) {
    StringBuilder text = new StringBuilder();
    text.append(line("law", "exponent", "", "constant", "", "measured /"));
    text.append(line("", "theory", "measured", "theory", "measured", "predicted"));
    text.append("─".repeat(WIDTH)).append('\n');
    for (CaseResult one : cases) {
      if (cases.size() > 1) {
        text.append(cut(one.name(), WIDTH)).append('\n');
      }
      one.laws().forEach(law -> text.append(line(law)));
    }
    return text.toString();
  }

  private static String line(LawResult law) {
    LawResult.Theory theory = law.theory();
    LawResult.Fit fit = law.fit();
    return line(
        law.law().label(),
        law.law().exponentSymbol() + " = " + NumberText.of(theory.exponent()),
        NumberText.plusMinus(fit.exponent()),
        law.law().constantSymbol() + " = " + NumberText.of(theory.constant()),
        NumberText.plusMinus(NumberText.comparable(fit)),
        NumberText.plusMinus(law.ratio().mean()));
  }

  private static String line(String... cells) {
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < cells.length; k++) {
      String cell = cut(cells[k], COLUMNS[k]);
      line.append(k == 0 ? "" : " ").append(cell);
      line.append(" ".repeat(COLUMNS[k] - cell.codePointCount(0, cell.length())));
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
