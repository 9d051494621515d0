package org.ntkasymptotics.report;

import java.util.List;

/** The table a run ends with in the terminal. */
public final class LawTable {
  /** Columns it fits in. */
  public static final int WIDTH = 100;

  private LawTable() {}

  /** Law, theory, measured ± interval and ratio, a line each; lines end with {@code \n}. */
  public static String text(List<CaseResult> cases) {
    return String.valueOf(cases);
  }
}
