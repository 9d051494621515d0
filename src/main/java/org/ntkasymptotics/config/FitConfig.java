package org.ntkasymptotics.config;

import java.util.Optional;
import org.ntkasymptotics.fit.FitRules;
import org.ntkasymptotics.fit.FitWindow;

/**
 * How power laws are fitted.
 *
 * @param indexRules for eigenvalues, partial sums and series from files
 * @param lossRules for loss curves
 * @param indexWindow of n + ½; empty: chosen by the rules
 * @param timeWindow of t; empty: chosen by the rules
 */
public record FitConfig(
    FitRules indexRules,
    FitRules lossRules,
    Optional<FitWindow> indexWindow,
    Optional<FitWindow> timeWindow) {

  /** The standard rules, windows chosen by them. */
  static final FitConfig DEFAULT =
      new FitConfig(FitRules.standard(), FitRules.forLoss(), Optional.empty(), Optional.empty());
}
