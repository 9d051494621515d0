package org.ntkasymptotics.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How JMH is to measure a setting. */
final class JmhOptions {
  /** Steps after which losses are compared. */
  static final int ANSWER_STEPS = 20;

  /** Points of the kernel matrix whose trace and sum are compared. */
  private static final int ANSWER_POINTS = 1000;

  /** Solves of more points are repeated less, of many more not at all. */
  private static final int LARGE = 3000;

  private static final int VERY_LARGE = 10_000;

  private JmhOptions() {}

  /** Warm-up and measurement. */
  static List<String> of(Setting setting) {
    if (!setting.operation().isSolve()) {
      return List.of("-wi", "3", "-i", "4", "-w", "300ms", "-r", "300ms");
    }
    int m = setting.points();
    if (m > VERY_LARGE) {
      return List.of("-wi", "0", "-i", "1");
    }
    return m > LARGE ? List.of("-wi", "1", "-i", "2") : List.of("-wi", "3", "-i", "3");
  }

  /** How often a peer repeats it in a round. */
  static int repetitions(Setting setting) {
    return setting.operation().isSolve() && setting.points() > VERY_LARGE ? 1 : 2;
  }

  /** η of a training: λ_max grows with the coordinates and the layers. */
  static double stepSize(Setting setting) {
    return 0.04 / Math.max(2, setting.dimension()) / setting.hidden();
  }

  /** Points of the kernel matrix whose trace and sum are compared. */
  static int answerPoints(Setting setting) {
    return Math.min(setting.points(), ANSWER_POINTS);
  }

  /** The benchmark's parameters. */
  static Map<String, String> parameters(Setting setting, int threads) {
    Map<String, String> parameters = new LinkedHashMap<>(setting.values());
    if (setting.operation().isOnBackends()) {
      parameters.put("threads", Integer.toString(threads));
      parameters.put("backend", setting.machine().toUpperCase(java.util.Locale.ROOT));
    }
    switch (setting.operation()) {
      case GRAM -> parameters.put("answerPoints", Integer.toString(answerPoints(setting)));
      case PRODUCT -> parameters.put("vectors", Integer.toString(Operation.VECTORS));
      case DESCENT -> {
        parameters.put("stepSize", Double.toString(stepSize(setting)));
        parameters.put("answerSteps", Integer.toString(ANSWER_STEPS));
      }
      default -> {
        // Nothing more.
      }
    }
    return parameters;
  }
}
