package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.report.ReportFiles;
import org.ntkasymptotics.report.ReportPage;
import org.ntkasymptotics.report.Summary;

/**
 * What came out of an experiment; everything is in the run directory by then.
 *
 * @param summary the numbers
 * @param page charts and texts
 * @param remarks lines to show under the table in a terminal
 */
public record Outcome(Summary summary, ReportPage page, List<String> remarks) {

  /** Copies the remarks. */
  public Outcome {
    remarks = List.copyOf(remarks);
  }

  /** Writes summary, report and plots, and gives the run its final name. */
  static Outcome finish(
      RunContext context, Summary summary, ReportPage page, List<String> remarks) {
    context.progress().report("report", 0, "");
    ReportFiles.write(context.directory(), page, summary);
    context.directory().finish();
    context.progress().report("report", 1, "");
    return new Outcome(summary, page, remarks);
  }
}
