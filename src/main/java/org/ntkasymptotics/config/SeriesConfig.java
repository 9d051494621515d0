package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.Optional;
import org.ntkasymptotics.fit.FitWindow;

/**
 * A series y(x) from a file.
 *
 * @param file .csv or .npy; a single column or row is y at x = n + ½, n = 0, 1, …
 * @param x column of x, by header or by number from 1; empty: the first of several columns
 * @param y column of y, likewise; empty: the second of several columns, or the only one
 * @param window of x; empty: chosen by the rules
 */
public record SeriesConfig(
    Path file, Optional<String> x, Optional<String> y, Optional<FitWindow> window) {}
