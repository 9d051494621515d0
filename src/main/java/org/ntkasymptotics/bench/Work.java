package org.ntkasymptotics.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** How much there is to do for a setting. */
final class Work {
  /**
   * Operations for an entry of relu-ntk beside those for its coordinates: a polynomial of degree 17
   * at two each, a root, and what puts them together.
   */
  private static final double BRACKET = 50;

  private Work() {}

  /**
   * What {@link Operation#unit} counts: entries of the triangle (gram) or the matrix (product);
   * operations (eigh, modes, descent, as in {@link #demands}); points.
   */
  static double units(Setting setting) {
    double m = setting.points();
    return switch (setting.operation()) {
      case GRAM -> m * (m + 1) / 2;
      case PRODUCT -> m * m;
      case EIGH -> 10.0 / 3 * m * m * m;
      case MODES -> 4.0 / 3 * m * m * m;
      case DESCENT -> step(setting);
      case FIT, DENSITY, REPORT -> m;
    };
  }

  /**
   * What is compared with each limit, bytes or operations; none where no limit says anything.
   *
   * <p>gram: the triangle is written; its arithmetic is known for relu-ntk only: differences and
   * sums of d + 1 coordinates, squared and added, and a bracket for every pair. product: the same
   * arithmetic for half of the pairs, and two operations a vector for every entry. modes: the
   * reduction to tridiagonal form, 4/3 M³ operations, on a device one column at a time, so that
   * half of what is left of the matrix is read for each; eigh: carrying the vectors back, 2 M³
   * more. descent: see {@link #units}.
   */
  static Map<Limit, Double> demands(Setting setting) {
    Map<Limit, Double> demands = new LinkedHashMap<>();
    double m = setting.points();
    switch (setting.operation()) {
      case GRAM -> {
        demands.put(Limit.MEMORY, 8 * units(setting));
        if (setting.kernel().equals(Setting.KERNEL)) {
          demands.put(Limit.DOUBLE, entry(setting) * units(setting));
        }
      }
      case PRODUCT ->
          demands.put(Limit.DOUBLE, (entry(setting) / 2 + 2.0 * Operation.VECTORS) * m * m);
      case EIGH, MODES -> {
        if (setting.machine().equals("cuda")) {
          demands.put(Limit.MEMORY, 4.0 / 3 * m * m * m);
        }
        demands.put(Limit.DOUBLE, units(setting));
      }
      case DESCENT -> demands.put(Limit.SINGLE, units(setting));
      default -> {
        // Neither arithmetic nor memory bounds it.
      }
    }
    return demands;
  }

  /**
   * What time is expected to be in proportion to along a series of settings: the operations where
   * they are known, else the units.
   */
  static double expected(Setting setting) {
    Map<Limit, Double> demands = demands(setting);
    return demands.getOrDefault(Limit.DOUBLE, demands.getOrDefault(Limit.SINGLE, units(setting)));
  }

  private static double entry(Setting setting) {
    return 6.0 * (setting.dimension() + 1) + BRACKET;
  }

  /**
   * Operations of a step: for each point and neuron of the first layer 2 d + 2 forward, 4 d + 1
   * backward; three products of matrices for each further layer.
   */
  private static double step(Setting setting) {
    double neurons = (double) setting.points() * setting.width();
    return neurons
        * (6.0 * setting.dimension() + 3 + 6.0 * setting.width() * (setting.hidden() - 1));
  }
}
