/**
 * Station: series of numbers in, exponent, constant, interval and window out. Comes from {@link
 * org.ntkasymptotics.spectrum}, goes to {@link org.ntkasymptotics.report}.
 *
 * <p>In: {@link org.ntkasymptotics.fit.Series} (x, y of length n), several of them in {@link
 * org.ntkasymptotics.fit.Replicas}, a {@link org.ntkasymptotics.fit.FitWindow}. Out: {@link
 * org.ntkasymptotics.fit.PowerLawFit} of {@link org.ntkasymptotics.fit.PowerLawFits}, {@link
 * org.ntkasymptotics.fit.RatioFit} of {@link org.ntkasymptotics.fit.RatioFits}. Source of the
 * rules: theory notes, section 9.
 */
package org.ntkasymptotics.fit;
