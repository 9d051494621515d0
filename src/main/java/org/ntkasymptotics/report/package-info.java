/**
 * Station: the end of the path. Numbers in ({@link org.ntkasymptotics.report.Summary}, {@link
 * org.ntkasymptotics.report.ReportPage}); run directory, summary, plots and HTML report out.
 *
 * <p>{@link org.ntkasymptotics.report.RunDirectory} holds the files of one run, {@link
 * org.ntkasymptotics.report.ReportFiles} fills it, {@link org.ntkasymptotics.report.FinishedRun}
 * reads it back: {@code report.json} and {@code summary.json} hold all that plots and pages need,
 * so a report is redrawn without computing anything again. Comes from {@link
 * org.ntkasymptotics.spectrum}, {@link org.ntkasymptotics.theory} and {@link
 * org.ntkasymptotics.fit}.
 */
package org.ntkasymptotics.report;
