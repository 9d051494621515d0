package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.kernel.DeepReluNtk;

/**
 * Figure 3b of Velikanov and Yarotsky: loss and eigenvalues of ReLU networks of several depths on
 * the same points. The paper's L of this figure counts hidden layers, as here.
 *
 * @param depths numbers of hidden layers
 * @param networks all else
 */
record FigureThreeB(List<Integer> depths, PlaneNetworks networks) implements Figure {
  private static final double SIGMA_W = Math.sqrt(2);
  private static final double SIGMA_B = 1;

  static FigureThreeB of(FigureConfig.Scale scale) {
    return new FigureThreeB(
        List.of(1, 2, 3, 4),
        switch (scale) {
          case QUICK -> new PlaneNetworks(2500, 4, 256, 20);
          case PAPER -> new PlaneNetworks(10_000, 3, 3000, 1000);
        });
  }

  @Override
  public String title() {
    return "Figure 3b: loss and eigenvalues for several depths";
  }

  @Override
  public int largestSample() {
    return networks.samples();
  }

  @Override
  public List<CaseStudy> measure(FigureStage stage) {
    return networks.measure(stage, depths.stream().map(FigureThreeB::member).toList());
  }

  private static PlaneNetworks.Member member(int hidden) {
    return new PlaneNetworks.Member(
        hidden + (hidden == 1 ? " hidden layer" : " hidden layers"),
        new DeepReluNtk(hidden, SIGMA_W, SIGMA_B));
  }

  @Override
  public String setting() {
    String kernels =
        "deep-relu-ntk of "
            + FigureStage.listed(depths)
            + " hidden layers with σ_w² = 2, σ_b = "
            + SIGMA_B;
    return networks.setting(kernels)
        + " The exponents are the same for every depth; the paper stops there, the constants are"
        + " from the angular integral over all layers' singularities.";
  }
}
