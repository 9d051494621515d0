package org.ntkasymptotics.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.config.TrainingConfig;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.LabelTarget;
import org.ntkasymptotics.data.NetworkGpTarget;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.fit.FitWindow;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.report.ChartRow;
import org.ntkasymptotics.report.TextTable;

/**
 * Figure 3d of Velikanov and Yarotsky: loss, eigenvalues and partial sums for handwritten digits.
 * Theory has no law for points whose density is unknown; what can be compared is ξ with κ/ν, and
 * the exponents with those of a dimension of one's own choice. The paper prints exponents but not
 * what was done to the images, so the figure also shows how much that matters.
 *
 * @param directory of the MNIST files
 * @param samples M
 * @param neurons N of the network that is trained on the first target
 * @param finalTime t at which training ends
 */
record FigureThreeD(Path directory, int samples, int neurons, double finalTime) implements Figure {
  private static final double PRINTED_NU = 1.35;
  private static final double PRINTED_KAPPA = 0.33;
  private static final double PRINTED_XI = 0.26;

  /** A network wide enough for a target: its output is one draw of a Gaussian process. */
  private static final int TARGET_WIDTH = 4096;

  private static final List<Target> OTHER_TARGETS =
      List.of(
          LabelTarget.one(0),
          LabelTarget.parity(),
          LabelTarget.value(),
          new NetworkGpTarget(TARGET_WIDTH, 1, 1));

  /** Where the exponents of M = 10⁴ images are those printed. */
  private static final FitWindow PRINTED_INDICES = new FitWindow(10, 300);

  private static final List<FitWindow> OTHER_INDICES =
      List.of(new FitWindow(10, 100), new FitWindow(30, 300), new FitWindow(30, 900));

  static FigureThreeD of(FigureConfig.Scale scale, Path directory) {
    return switch (scale) {
      case QUICK -> new FigureThreeD(directory, 3000, 500, 4);
      case PAPER -> new FigureThreeD(directory, 10_000, 1000, 20);
    };
  }

  @Override
  public String title() {
    return "Figure 3d: loss, eigenvalues and partial sums for the MNIST digits";
  }

  @Override
  public int largestSample() {
    return samples;
  }

  @Override
  public List<CaseStudy> measure(FigureStage stage) {
    TrainingConfig training =
        new TrainingConfig(
            true,
            Parametrisation.NTK,
            neurons,
            DescentPlan.untilTime(finalTime, DescentPlan.Precision.SINGLE));
    TrainingConfig none = stage.config().training();
    Target shown = LabelTarget.one(3);
    List<CaseStudy> cases =
        new ArrayList<>(
            measure(
                stage, DigitSetting.PLAIN, List.of(shown), training, DigitSetting.PLAIN.name()));
    cases.addAll(measure(stage, DigitSetting.PLAIN, OTHER_TARGETS, none, "other targets"));
    for (DigitSetting other : DigitSetting.others()) {
      cases.addAll(measure(stage, other, List.of(shown), none, other.name()));
    }
    return cases;
  }

  private List<CaseStudy> measure(
      FigureStage stage,
      DigitSetting setting,
      List<Target> targets,
      TrainingConfig training,
      String label) {
    Dataset data = setting.draw(directory, samples, stage.config().seeds());
    return stage.measureUnaided(setting.kernel(), data, targets, training, label, indices());
  }

  /** Those of the paper, as far as half of a smaller sample reaches. */
  private FitWindow indices() {
    return new FitWindow(PRINTED_INDICES.from(), Math.min(PRINTED_INDICES.to(), last()));
  }

  private double last() {
    return samples / 2.0;
  }

  /** Those of the plain setting. */
  private static List<CaseStudy> plain(List<CaseStudy> cases) {
    return cases.subList(0, 1 + OTHER_TARGETS.size());
  }

  @Override
  public List<ChartRow> panels(List<CaseStudy> cases) {
    List<ChartRow> rows = new ArrayList<>(new CaseCharts(plain(cases)).rows());
    DigitPanels panels = new DigitPanels();
    rows.add(
        1,
        new ChartRow(
            "Exponents",
            "Left: the exponent of the loss against the one that eigenvalues and partial sums imply,"
                + " for all targets and settings. Right: the dimension in which theory has the local"
                + " exponent of the eigenvalues.",
            List.of(panels.lossAgainstSpectrum(cases), panels.dimensions(cases))));
    return rows;
  }

  @Override
  public List<TextTable> tables(List<CaseStudy> cases) {
    DigitTable table = new DigitTable(PRINTED_NU, PRINTED_KAPPA, PRINTED_XI);
    CaseStudy first = cases.get(0);
    for (CaseStudy c : cases) {
      boolean isPlain = plain(cases).contains(c);
      table.add(
          isPlain ? DigitSetting.PLAIN.name() : c.dataName(),
          c.name().substring(c.dataName().length() + 2),
          DigitExponents.of(c));
    }
    for (FitWindow window : OTHER_INDICES) {
      if (window.to() > last()) {
        continue;
      }
      table.add(
          String.format(Locale.ROOT, "n = %.0f … %.0f", window.from(), window.to()),
          first.name().substring(first.dataName().length() + 2),
          DigitExponents.over(first, window));
    }
    return List.of(table.table());
  }

  @Override
  public List<String> caveats() {
    return List.of(
        "Neither λₙ nor sₙ is a power law over more than about a decade here: the local exponents"
            + " change along every curve, and a fitted exponent belongs to its window.",
        "The paper does not say what was done to the images. Pixels in [0, 1], σ_w = σ_b = 1, one"
            + " digit against the others and n from 10 to 300 at M = 10000 give the exponents that it"
            + " prints; other usual settings do not.",
        "The dimension is that of a smooth density with the measured exponent. Distances between"
            + " neighbouring images suggest about 11 dimensions, so it is a way of speaking.");
  }

  @Override
  public String setting() {
    return String.format(
        Locale.ROOT,
        "M = %d images of handwritten digits for training, drawn at random, 28 × 28 pixels in [0, 1]"
            + " unless said otherwise; kernel relu-ntk with σ_w = σ_b = 1; targets: +1 for one digit"
            + " and −1 for the others, even against odd, the digit itself less its mean, the output"
            + " of a random network of %d neurons. Laws are fitted over n from %.0f to %.0f and over"
            + " the times 1/(2 λₙ) at which these modes are learned; nothing is divided out. The law"
            + " of the loss is the one that the two fitted laws imply, ξ = κ/ν. A"
            + " network of N = %d neurons is trained on the first target to t = %s. Printed in the"
            + " paper: ν ≈ %s, κ ≈ %s, ξ ≈ %s.",
        samples,
        TARGET_WIDTH,
        indices().from(),
        indices().to(),
        neurons,
        finalTime,
        PRINTED_NU,
        PRINTED_KAPPA,
        PRINTED_XI);
  }
}
