package org.ntkasymptotics.config;

import java.util.List;

/**
 * What theory is asked beyond the laws themselves.
 *
 * @param targetLosses losses L &gt; 0 for which the training time and the number of steps are
 *     wanted
 */
public record LawsConfig(List<Double> targetLosses) {

  /** Nothing more. */
  static final LawsConfig DEFAULT = new LawsConfig(List.of());

  /** Checks the losses. */
  public LawsConfig {
    targetLosses = List.copyOf(targetLosses);
    for (double loss : targetLosses) {
      if (!(loss > 0) || Double.isInfinite(loss)) {
        throw new IllegalArgumentException("target-loss must be positive and finite, is " + loss);
      }
    }
  }
}
