package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Many experiments that differ in some values: a base and a grid over it.
 *
 * @param name of its file, without the ending
 * @param points at least one, all different, in the order of the grid, the last key fastest
 */
public record Sweep(String name, List<SweepPoint> points) {

  /** Copies. */
  public Sweep {
    points = List.copyOf(points);
  }

  /**
   * Reads a sweep file and every experiment that it describes.
   *
   * @param options puts what the command line says over an experiment; a key that varies then takes
   *     the option's value, or every value of its list, instead of the file's
   * @throws ConfigException if anything in it cannot be used
   */
  public static Sweep read(Path file, UnaryOperator<ConfigSource> options) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    return new Sweep(name, new SweepReader(options).read(YamlNodes.read(file)));
  }
}
