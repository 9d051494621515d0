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
}
