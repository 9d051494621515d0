package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.kernel.NtkKernel;

/**
 * Networks of several kinds on the same points of the plane, a ball to be learnt: their spectra,
 * their trained losses and the laws of both.
 *
 * @param samples M
 * @param dataSets independent data sets
 * @param neurons N of every hidden layer of the trained networks
 * @param finalTime t at which training ends
 */
record PlaneNetworks(int samples, int dataSets, int neurons, double finalTime) {
  private static final int DIMENSION = 2;
  private static final double RADIUS = 1;

  /**
   * One kind.
   *
   * @param label unlike those of the others
   * @param kernel of the infinitely wide network
   */
  record Member(String label, NtkKernel kernel) {}

  /** All cases, one a kind. */
  List<CaseStudy> measure(FigureStage stage, List<Member> members) {
    Dataset data = stage.points(DIMENSION, samples);
    List<CaseStudy> cases = new ArrayList<>();
    for (Member member : members) {
      cases.addAll(
          stage.measure(
              member.kernel(),
              data,
              List.of(new BallTarget(RADIUS)),
              dataSets,
              FigureStage.training(neurons, finalTime),
              member.label()));
    }
    return cases;
  }

  /**
   * The setting in words.
   *
   * @param kernels which, with their σ_w and σ_b
   */
  String setting(String kernels) {
    return String.format(
        Locale.ROOT,
        "M = %d points from %s in d = %d, %d independent data sets; kernels %s; target the ball of"
            + " radius %s; networks of N = %d neurons a layer trained to t = %s.",
        samples,
        FigureStage.mixtureInWords(),
        DIMENSION,
        dataSets,
        kernels,
        RADIUS,
        neurons,
        finalTime);
  }
}
