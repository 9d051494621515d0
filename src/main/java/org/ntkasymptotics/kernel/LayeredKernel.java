package org.ntkasymptotics.kernel;

/**
 * A kernel of a ReLU network with several hidden layers, all weights N(0, σ_w²), all biases but the
 * output's N(0, σ_b²): a recursion over layers, {@link ReluLayers}.
 */
public sealed interface LayeredKernel extends AngleKernel permits DeepReluNtk, DeepReluCovariance {
  /** Deeper networks than this are refused. */
  int MOST_HIDDEN = 1000;

  /** Number of hidden layers, 1 to {@link #MOST_HIDDEN}; 1 is the shallow network. */
  int hidden();

  /** The hidden layers. */
  default ReluLayers layers() {
    return new ReluLayers(hidden(), sigmaW(), sigmaB());
  }

  @Override
  default String spec() {
    return kernelName() + ":hidden=" + hidden();
  }

  /**
   * Checks the domain.
   *
   * @throws IllegalArgumentException unless 1 ≤ hidden ≤ {@link #MOST_HIDDEN}, σ_w &gt; 0, σ_b ≥ 0
   */
  static void check(int hidden, double sigmaW, double sigmaB) {
    AngleKernel.check(sigmaW, sigmaB);
    if (hidden < 1 || hidden > MOST_HIDDEN) {
      throw new IllegalArgumentException(
          "hidden, the number of hidden layers, must lie in 1 … "
              + MOST_HIDDEN
              + "; got "
              + hidden);
    }
  }
}
