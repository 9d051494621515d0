package org.ntkasymptotics.fit;

import java.util.OptionalDouble;

/**
 * One line of the sensitivity table: y = C x^−p over one window.
 *
 * @param window the window
 * @param exponent p
 * @param constant C of the free fit
 * @param constantAtTheory C at the theoretical exponent, if it is known
 * @param points logarithmic bins used (of the first series)
 */
public record WindowFit(
    FitWindow window,
    double exponent,
    double constant,
    OptionalDouble constantAtTheory,
    int points) {}
