package org.ntkasymptotics.experiment;

import java.nio.file.Path;
import java.util.List;
import org.ntkasymptotics.report.FinishedRun;
import org.ntkasymptotics.report.ReportFiles;
import org.ntkasymptotics.report.SweepDirectory;
import org.ntkasymptotics.report.SweepReport;

/** Redraws the report of one finished run, puts several side by side, or merges sweeps. */
public final class ReportExperiment {

  /**
   * Redraws.
   *
   * @param directories finished runs, or sweeps
   * @param out where to write; for one run or sweep its own directory
   */
  public void run(List<Path> directories, Path out) {
    List<Path> sweeps = directories.stream().filter(SweepDirectory::isAt).toList();
    if (sweeps.isEmpty()) {
      ReportFiles.redraw(directories.stream().map(FinishedRun::read).toList(), out);
      return;
    }
    for (Path directory : directories) {
      if (!sweeps.contains(directory)) {
        throw new IllegalArgumentException(
            (directory + " is not the directory of a sweep, " + sweeps.get(0) + " is")
                + ": give either sweeps or single runs");
      }
    }
    SweepReport.of(sweeps.stream().map(SweepDirectory::new).toList()).write(out);
  }
}
