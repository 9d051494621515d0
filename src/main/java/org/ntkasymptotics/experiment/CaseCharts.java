package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ntkasymptotics.experiment.LawComparison.Kind;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.ChartRow;

/** The charts of one or more cases: the laws, measured over predicted, and local exponents. */
final class CaseCharts {
  private final List<CaseStudy> cases;

  CaseCharts(List<CaseStudy> cases) {
    this.cases = List.copyOf(cases);
  }

  /** All rows, those without curves left out. */
  List<ChartRow> rows() {
    LawPanels laws = new LawPanels(cases);
    AgreementPanels agreement = new AgreementPanels(cases);
    List<ChartRow> rows = new ArrayList<>();
    add(
        rows,
        "Laws",
        "Solid: measured."
            + (has(c -> c.theory().isPresent()) ? " Dashed: " + law() + "." : "")
            + (has(c -> c.predicted().isPresent())
                ? " Dotted: theory for a sample of this size."
                : "")
            + (has(LawPanels::isFittedOnly) ? " Dash-dotted: the power law fitted." : "")
            + (cases.stream().anyMatch(c -> c.stepLoss().isPresent())
                ? " Dots: the loss that the measured spectrum implies for infinite width."
                : ""),
        List.of(laws.loss(), laws.eigenvalues(), laws.partialSums()));
    add(
        rows,
        "Measured over predicted",
        "Predicted by theory for a sample of this size, without free parameters. One is perfect"
            + " agreement.",
        List.of(
            agreement.ratios("ratio-loss", "Loss", "t", lossKind()),
            agreement.ratios("ratio-eigenvalues", "Eigenvalues", "n", Kind.EIGENVALUES),
            agreement.ratios("ratio-partial-sums", "Partial sums", "n", Kind.PARTIAL_SUMS)));
    add(
        rows,
        "Finite width",
        "The loss of the trained network over the loss of infinite width at the same steps: a"
            + " finite network is slower at late times.",
        List.of(agreement.finiteWidth()));
    add(
        rows,
        "Local exponents",
        "The slope −d ln y/d ln x of the measured series"
            + (has(c -> c.predicted().isPresent())
                ? " freed from its finite-sample correction"
                : "")
            + "; dashed: "
            + law()
            + ".",
        List.of(
            agreement.exponents("exponent-loss", "Loss: ξ", "t", "ξ", lossKind()),
            agreement.exponents(
                "exponent-eigenvalues", "Eigenvalues: ν", "n", "ν", Kind.EIGENVALUES),
            agreement.exponents(
                "exponent-partial-sums", "Partial sums: κ", "n", "κ", Kind.PARTIAL_SUMS)));
    return rows;
  }

  private String law() {
    return cases.stream().anyMatch(c -> c.laws().isPresent())
        ? "the power law of theory"
        : "the power law of the loss that those of eigenvalues and partial sums imply";
  }

  private boolean has(Predicate<LawComparison> what) {
    return cases.stream().flatMap(c -> c.comparisons().stream()).anyMatch(what);
  }

  private static void add(List<ChartRow> rows, String heading, String text, List<Chart> charts) {
    List<Chart> drawn = charts.stream().filter(c -> !c.curves().isEmpty()).toList();
    if (!drawn.isEmpty()) {
      rows.add(new ChartRow(heading, text, drawn));
    }
  }

  /** The spectral loss, or the trained one where no spectrum was measured. */
  private Kind lossKind() {
    return cases.stream().anyMatch(c -> c.comparison(Kind.SPECTRAL_LOSS).isPresent())
        ? Kind.SPECTRAL_LOSS
        : Kind.TRAINED_LOSS;
  }
}
