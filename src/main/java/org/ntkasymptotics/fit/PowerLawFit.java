package org.ntkasymptotics.fit;

import java.util.List;
import java.util.Optional;

/**
 * A power law y = C x^−p fitted to a series.
 *
 * @param exponent p
 * @param constant C of the free fit; strongly correlated with p, since x = 1 lies far outside the
 *     window
 * @param constantAtTheory C with p held at the theoretical value, if that is known: the number to
 *     compare with theory
 * @param window over which it was fitted
 * @param sensitivity the same fit over this and other windows, this one first
 * @param localExponent −d ln y/d ln x along the series
 * @param points logarithmic bins used
 * @param basis where the statistical part comes from, in words
 * @param notes what was left out and what to distrust, in words; may be empty
 */
public record PowerLawFit(
    Estimate exponent,
    Estimate constant,
    Optional<Estimate> constantAtTheory,
    FitWindow window,
    List<WindowFit> sensitivity,
    LocalExponent localExponent,
    int points,
    String basis,
    List<String> notes) {

  /** C x^−p. */
  public double at(double x) {
    return constant.value() * Math.pow(x, -exponent.value());
  }

  /**
   * With what is known of the law's drift between this window and one where it holds as a further
   * systematic error.
   *
   * @param drift of the same kind of series, known over both windows
   */
  public PowerLawFit widened(Drift drift) {
    return new PowerLawFit(
        exponent.widened(drift.exponent()),
        constant.widenedInLog(drift.lnConstant()),
        constantAtTheory.map(c -> c.widenedInLog(drift.lnLevel())),
        window,
        sensitivity,
        localExponent,
        points,
        basis,
        notes);
  }

  /**
   * How far a fit moves from one window to another, in absolute value.
   *
   * @param exponent change of p
   * @param lnConstant change of ln C of the free fit
   * @param lnLevel change of ln C at the theoretical exponent; 0 where that is not known
   */
  public record Drift(double exponent, double lnConstant, double lnLevel) {

    /** Between two fits of one series. */
    public static Drift between(PowerLawFit a, PowerLawFit b) {
      boolean both = a.constantAtTheory.isPresent() && b.constantAtTheory.isPresent();
      return new Drift(
          Math.abs(a.exponent.value() - b.exponent.value()),
          Math.abs(Math.log(a.constant.value() / b.constant.value())),
          both
              ? Math.abs(
                  Math.log(a.constantAtTheory.get().value() / b.constantAtTheory.get().value()))
              : 0);
    }
  }
}
