package org.ntkasymptotics.backend.cuda;

import java.util.stream.IntStream;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.network.Activation;

/**
 * The passes of {@code descent.cu} for an activation and a number of inputs.
 *
 * @param prefix of their names
 * @param inputs d that they are compiled for; inputs beyond the network's own are zero
 */
record ShallowPasses(String prefix, int inputs) {
  /** The most inputs that passes are compiled for. */
  static final int MOST_INPUTS = 8;

  private static final int[] RELU = {1, 2, 3, 4, MOST_INPUTS};
  private static final int[] POWER = {2, 4, MOST_INPUTS};

  /** Those for d ≤ {@value #MOST_INPUTS} inputs at least. */
  static ShallowPasses of(Activation activation, int inputs) {
    boolean relu = activation.isRelu();
    int compiled =
        IntStream.of(relu ? RELU : POWER).filter(d -> d >= inputs).findFirst().orElseThrow();
    return new ShallowPasses(relu ? "" : "power_", compiled);
  }

  /**
   * A pass.
   *
   * @param pass "steps", "backward", "forward", "gradients" or "image"
   */
  KernelFunction function(String pass, Precision precision) {
    return KernelFunction.descent(prefix + pass, inputs, precision);
  }
}
