package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.kernel.ReluNtkSingular;
import org.ntkasymptotics.report.Chart;
import org.ntkasymptotics.report.ChartRow;

/**
 * Figure 2 of Velikanov and Yarotsky: eigenvalues of the shallow ReLU NTK for several dimensions
 * and numbers of points, beside those of its singular part alone and the power law; points from a
 * mixture of eight Gaussians.
 *
 * @param dimensions a panel each
 * @param samples M, ascending
 * @param dataSets independent data sets of every size
 */
record FigureTwo(List<Integer> dimensions, List<Integer> samples, int dataSets) implements Figure {
  private static final double SIGMA = 1;

  static FigureTwo of(FigureConfig.Scale scale) {
    List<Integer> dimensions = List.of(1, 2, 3, 4);
    return switch (scale) {
      case QUICK -> new FigureTwo(dimensions, List.of(300, 1000, 3000), 5);
      case PAPER -> new FigureTwo(dimensions, List.of(1000, 3000, 10_000), 3);
    };
  }

  @Override
  public String title() {
    return "Figure 2: eigenvalues for several dimensions and numbers of points";
  }

  @Override
  public int largestSample() {
    return samples.get(samples.size() - 1);
  }

  @Override
  public List<CaseStudy> measure(FigureStage stage) {
    List<CaseStudy> cases = new ArrayList<>();
    for (int d : dimensions) {
      for (int m : samples) {
        Dataset data = stage.points(d, m);
        cases.addAll(spectrum(stage, new ReluNtk(SIGMA, SIGMA), data, name(d, m)));
        cases.addAll(spectrum(stage, new ReluNtkSingular(SIGMA, SIGMA), data, singular(d, m)));
      }
    }
    return cases;
  }

  private List<CaseStudy> spectrum(
      FigureStage stage, NtkKernel kernel, Dataset data, String label) {
    return stage.measure(kernel, data, List.of(), dataSets, stage.config().training(), label);
  }

  private static String name(int d, int m) {
    return "d = " + d + ", M = " + m;
  }

  private static String singular(int d, int m) {
    return name(d, m) + ", singular part";
  }

  @Override
  public List<ChartRow> panels(List<CaseStudy> cases) {
    List<Chart> spectra = new ArrayList<>();
    List<Chart> ratios = new ArrayList<>();
    for (int d : dimensions) {
      SpectrumPanels panels = new SpectrumPanels("d-" + d, "d = " + d);
      for (int m : samples) {
        panels.add("M = " + m, find(cases, name(d, m)), find(cases, singular(d, m)));
      }
      spectra.add(panels.eigenvalues());
      ratios.add(panels.overLaw());
    }
    return List.of(
        new ChartRow(
            "Eigenvalues",
            "Solid: measured. Dash-dotted: the kernel's singular part alone. Dashed: the power law."
                + " Dotted: theory for a sample of this size.",
            spectra),
        new ChartRow(
            "Eigenvalues over the power law",
            "The same, divided by Λ (n + ½)^−ν. What rises with n/M is the finite sample, and theory"
                + " follows it; what lies above theory at small n and falls is the part of the kernel"
                + " that is not singular.",
            ratios));
  }

  private static CaseStudy find(List<CaseStudy> cases, String name) {
    return cases.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public String setting() {
    return String.format(
        Locale.ROOT,
        "M = %s points from %s in d = %s dimensions, %d independent data sets of every size;"
            + " kernels relu-ntk and relu-ntk-singular with σ_w = σ_b = %s.",
        FigureStage.listed(samples),
        FigureStage.mixtureInWords(),
        FigureStage.listed(dimensions),
        dataSets,
        SIGMA);
  }
}
