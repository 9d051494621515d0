package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.TrainedNetwork;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.report.CaseResult;
import org.ntkasymptotics.report.LawResult;
import org.ntkasymptotics.report.Predicted;
import org.ntkasymptotics.report.ReportPage;
import org.ntkasymptotics.report.ReportPage.Entry;
import org.ntkasymptotics.report.Summary;
import org.ntkasymptotics.theory.Constant;
import org.ntkasymptotics.theory.LargestEigenvalue;
import org.ntkasymptotics.theory.Laws;
import org.ntkasymptotics.theory.LossLaw;
import org.ntkasymptotics.theory.PartialSumLaw;
import org.ntkasymptotics.theory.PowerLaw;
import org.ntkasymptotics.theory.TimeToLoss;
import org.ntkasymptotics.theory.WidthLimit;

/** Theory only: exponents and constants, and the time to reach a loss. */
public final class LawsExperiment implements Experiment {
  /** In place of a machine. */
  static final BackendInfo NO_BACKEND =
      new BackendInfo("none", "none", "theory needs no back end", 1, Precision.DOUBLE, Map.of());

  @Override
  public Outcome run(ExperimentConfig config, RunContext context) {
    StageClock clock = new StageClock();
    Dataset data = config.data().draw(config.seeds());
    List<String> remarks = new ArrayList<>();
    List<Entry> times = new ArrayList<>();
    List<CaseResult> cases = new ArrayList<>();
    List<Optional<Target>> targets = new ArrayList<>();
    config.targets().forEach(t -> targets.add(Optional.of(t)));
    if (targets.isEmpty()) {
      targets.add(Optional.empty());
    }
    for (Optional<Target> target : targets) {
      Laws laws =
          clock.time(
              "theory",
              () ->
                  target.isPresent()
                      ? Laws.of(config.kernel(), data, target.get(), config.seeds())
                      : Laws.of(config.kernel(), data, config.seeds()));
      String name = target.map(CaseNames::of).orElse("");
      Map<String, Double> numbers = new LinkedHashMap<>();
      numbers.put("samples", (double) data.samples());
      for (double loss : config.laws().targetLosses()) {
        addTime(config, data, laws, loss, remarks, times, numbers);
      }
      remarks.addAll(constants(laws));
      addWidth(config, laws, remarks, numbers);
      laws.caveats().forEach(remarks::add);
      cases.add(
          new CaseResult(name, laws.all().stream().map(LawsExperiment::result).toList(), numbers));
    }
    Summary summary =
        cases.size() == 1
            ? Summary.of(clock.manifest(context, NO_BACKEND), cases.get(0))
            : Summary.figure(clock.manifest(context, NO_BACKEND), "Laws", cases);
    ReportPage page =
        new ReportPage(
            "Laws of " + config.kernel().spec(),
            "Exponents and constants predicted by theory; nothing was measured.",
            List.of(),
            StudyReport.parameters(config.toYaml(), NO_BACKEND),
            times,
            remarks);
    return Outcome.finish(context, summary, page, remarks);
  }

  /** Every constant with its error or the reason why there is none, then what to know besides. */
  private static Set<String> constants(Laws laws) {
    Map<String, String> symbols = new LinkedHashMap<>();
    Set<String> lines = new LinkedHashSet<>();
    for (PowerLaw law : laws.all()) {
      if (law.constant() instanceof Constant.Known known) {
        double error = CaseResults.shownError(known);
        lines.add(
            String.format(Locale.ROOT, "%s = %.4g", law.constantSymbol(), known.number())
                + (error == 0
                    ? ", "
                    : String.format(Locale.ROOT, " ± %.2g (standard error), ", error))
                + known.explanation());
      } else {
        symbols.merge(
            law.constant().explanation(), law.constantSymbol(), (a, b) -> a + " and no " + b);
      }
    }
    symbols.forEach((reason, names) -> lines.add("No " + names + ": " + reason + "."));
    laws.all().forEach(law -> lines.addAll(law.caveats()));
    return lines;
  }

  private static void addWidth(
      ExperimentConfig config, Laws laws, List<String> remarks, Map<String, Double> numbers) {
    if (laws.loss().isPresent() && TrainedNetwork.of(config.kernel()).isPresent()) {
      int width = config.training().width();
      WidthLimit.of(laws, width)
          .ifPresent(
              limit -> {
                remarks.add(limit.words());
                numbers.put("width", (double) width);
                numbers.put("timeOfWidth", limit.time());
              });
    }
  }

  private static void addTime(
      ExperimentConfig config,
      Dataset data,
      Laws laws,
      double loss,
      List<String> remarks,
      List<Entry> entries,
      Map<String, Double> numbers) {
    double eta = config.training().plan().stepSize();
    if (eta == 0) {
      double lambda = LargestEigenvalue.of(config.kernel(), data.points());
      eta = config.training().plan().stepFraction() * 2 / lambda;
    }
    TimeToLoss time = laws.timeToReach(loss, eta);
    String text =
        time.time().isPresent() || time.bareTime().isPresent()
            ? String.format(
                Locale.ROOT,
                "loss %.4g is reached at t = %.4g, that is after %.0f steps of size %.4g",
                loss,
                time.time().orElse(time.bareTime().orElse(Double.NaN)),
                time.steps().orElse(Double.NaN),
                eta)
            : String.format(Locale.ROOT, "loss %.4g: theory cannot say when it is reached", loss);
    remarks.add(text);
    remarks.addAll(time.warnings());
    entries.add(new Entry("Target loss " + loss, text + " " + String.join(" ", time.warnings())));
    String key = String.format(Locale.ROOT, "%.6g", loss);
    time.time().ifPresent(t -> numbers.put("timeToLoss " + key, t));
    time.bareTime().ifPresent(t -> numbers.put("bareTimeToLoss " + key, t));
    time.steps().ifPresent(s -> numbers.put("stepsToLoss " + key, s));
  }

  private static LawResult result(PowerLaw law) {
    LawComparison.Kind kind =
        law instanceof LossLaw
            ? LawComparison.Kind.SPECTRAL_LOSS
            : law instanceof PartialSumLaw
                ? LawComparison.Kind.PARTIAL_SUMS
                : LawComparison.Kind.EIGENVALUES;
    return new LawResult(
        CaseResults.law(kind),
        CaseResults.theory(Optional.of(law), Predicted.none("")),
        LawResult.Fit.none("theory only"),
        LawResult.Ratio.none("theory only"),
        law.caveats());
  }
}
