package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.SeriesConfig;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.PowerLawFit;
import org.ntkasymptotics.fit.PowerLawFits;
import org.ntkasymptotics.fit.Replicas;
import org.ntkasymptotics.fit.RoundOffFloor;
import org.ntkasymptotics.fit.Series;
import org.ntkasymptotics.fit.WindowFit;
import org.ntkasymptotics.report.CaseResult;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.ChartRow;
import org.ntkasymptotics.report.Curve;
import org.ntkasymptotics.report.CurveStyle;
import org.ntkasymptotics.report.Law;
import org.ntkasymptotics.report.LawResult;
import org.ntkasymptotics.report.ReportPage;
import org.ntkasymptotics.report.ReportPage.Entry;
import org.ntkasymptotics.report.Summary;

/** The power law of a series from a file. */
public final class FitExperiment implements Experiment {
  private static final BackendInfo NO_BACKEND =
      new BackendInfo("none", "none", "a fit needs no back end", 1, Precision.DOUBLE, Map.of());

  @Override
  public Outcome run(ExperimentConfig config, RunContext context) {
    StageClock clock = new StageClock();
    SeriesConfig asked = config.series().orElseThrow();
    Series series = SeriesFile.read(asked);
    FitRules rules = config.fit().indexRules();
    PowerLawFit fit =
        clock.time(
            "fit",
            () ->
                asked.window().isPresent()
                    ? PowerLawFits.of(
                        Replicas.single(
                            RoundOffFloor.detect(series).map(f -> f.cut(series)).orElse(series)),
                        asked.window().get(),
                        rules)
                    : PowerLawFits.ofUnknown(series, rules));
    List<String> remarks = new ArrayList<>(fit.notes());
    remarks.add("statistical part of the intervals: " + fit.basis());
    String name = String.valueOf(asked.file().getFileName());
    LawResult law =
        new LawResult(
            Law.SERIES,
            LawResult.Theory.none("a series from a file has no theory"),
            CaseResults.fit(fit, false),
            LawResult.Ratio.none("nothing to divide by"),
            remarks);
    Summary summary =
        Summary.of(
            clock.manifest(context, NO_BACKEND),
            new CaseResult(name, List.of(law), Map.of("points", (double) series.size())));
    context.directory().writeTable("series.csv", List.of("x", "y"), series.x(), series.y());
    ReportPage page =
        new ReportPage(
            "Power law of " + name,
            "y ≈ C x^−p, fitted where the local exponent is stable.",
            rows(series, fit),
            StudyReport.parameters(config.toYaml(), NO_BACKEND),
            sensitivity(fit),
            remarks);
    return Outcome.finish(context, summary, page, remarks);
  }

  private static List<ChartRow> rows(Series series, PowerLawFit fit) {
    double[] ends = {fit.window().from(), fit.window().to()};
    double[] line = {fit.at(ends[0]), fit.at(ends[1])};
    Chart law =
        Chart.logLog(
            "series",
            "Series and fit",
            "x",
            "y",
            List.of(
                new Curve("series", series.x(), series.y(), CurveStyle.MEASURED, 0),
                new Curve("fit, over its window", ends, line, CurveStyle.THEORY, 1)),
            "The series and the power law fitted to it.");
    double p = fit.exponent().value();
    Chart local =
        new Chart(
            "exponent",
            "Local exponent",
            "x",
            "p",
            true,
            false,
            List.of(
                new Curve(
                    "−d ln y/d ln x",
                    fit.localExponent().x(),
                    fit.localExponent().exponents(),
                    CurveStyle.MEASURED,
                    0),
                new Curve("fit", ends, new double[] {p, p}, CurveStyle.THEORY, 1)),
            "The local slope along the series.");
    return List.of(new ChartRow("Fit", "", List.of(law, local)));
  }

  private static List<Entry> sensitivity(PowerLawFit fit) {
    List<Entry> entries = new ArrayList<>();
    for (WindowFit w : fit.sensitivity()) {
      entries.add(
          new Entry(
              "Window " + w.window(),
              String.format(
                  Locale.ROOT,
                  "exponent %.5g, constant %.5g, %d bins",
                  w.exponent(),
                  w.constant(),
                  w.points())));
    }
    return entries;
  }
}
