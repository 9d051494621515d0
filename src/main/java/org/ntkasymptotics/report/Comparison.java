package org.ntkasymptotics.report;

import java.util.List;

/** Several finished runs on one page. */
final class Comparison {
  private Comparison() {}

  static ReportPage page(List<FinishedRun> runs) {
    return runs.get(0).page();
  }

  static Summary summary(List<FinishedRun> runs) {
    return runs.get(0).summary();
  }
}
