package org.ntkasymptotics.fit;

/** Counts how often intervals hold the truth. */
final class CoverageTrial {
  private int trials;
  private int exponentStatistical;
  private int constantStatistical;
  private int levelStatistical;
  private int exponentTotal;
  private double halfWidths;

  void add(PowerLawFit fit, double p, double c) {
    trials++;
    Estimate exponent = fit.exponent();
    Estimate level = fit.constantAtTheory().orElseThrow();
    halfWidths += exponent.statistical();
    exponentStatistical += within(exponent.value() - p, exponent.statistical());
    constantStatistical +=
        within(Math.log(fit.constant().value() / c), fit.constant().statistical());
    levelStatistical += within(Math.log(level.value() / c), level.statistical());
    exponentTotal += exponent.interval95().contains(p) ? 1 : 0;
  }

  double exponent() {
    return exponentStatistical / (double) trials;
  }

  double constant() {
    return constantStatistical / (double) trials;
  }

  double level() {
    return levelStatistical / (double) trials;
  }

  double total() {
    return exponentTotal / (double) trials;
  }

  double meanHalfWidth() {
    return halfWidths / trials;
  }

  @Override
  public String toString() {
    return String.format(
        "coverage over %d trials: exponent %.3f, constant %.3f, constant at theory %.3f,"
            + " exponent with systematic part %.3f; mean statistical half-width %.4g",
        trials, exponent(), constant(), level(), total(), meanHalfWidth());
  }

  private static int within(double error, double halfWidth) {
    return Math.abs(error) <= halfWidth ? 1 : 0;
  }
}
