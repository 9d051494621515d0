package org.ntkasymptotics.experiment;

import java.nio.file.Path;
import java.util.List;
import org.ntkasymptotics.report.FinishedRun;
import org.ntkasymptotics.report.ReportFiles;

/** Redraws the report of one finished run, or puts several side by side. */
public final class ReportExperiment {

  /**
   * Redraws.
   *
   * @param directories finished runs
   * @param out where to write; for one run its own directory
   */
  public void run(List<Path> directories, Path out) {
    ReportFiles.redraw(directories.stream().map(FinishedRun::read).toList(), out);
  }
}
