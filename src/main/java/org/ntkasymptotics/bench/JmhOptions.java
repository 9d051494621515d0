package org.ntkasymptotics.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How JMH is to measure a setting. */
final class JmhOptions {
  /** η of the trainings. */
  static final double STEP_SIZE = 0.02;

  /** Steps after which losses are compared. */
  static final int ANSWER_STEPS = 20;

  /** Points of the kernel matrix whose trace and sum are compared. */
  private static final int ANSWER_POINTS = 1000;

  /** Solves of more points are repeated less. */
  private static final int LARGE = 3000;

  private JmhOptions() {}

  /** Warm-up and measurement. */
  static List<String> of(Setting setting) {
    boolean solve = setting.operation() == Operation.EIGH || setting.operation() == Operation.MODES;
    if (!solve) {
      return List.of("-wi", "3", "-i", "4", "-w", "300ms", "-r", "300ms");
    }
    return setting.points() > LARGE
        ? List.of("-wi", "1", "-i", "2")
        : List.of("-wi", "3", "-i", "3");
  }

  /** The benchmark's parameters. */
  static Map<String, String> parameters(Setting setting, int threads) {
    Map<String, String> parameters = new LinkedHashMap<>(setting.values());
    if (setting.operation().isOnBackends()) {
      parameters.put("threads", Integer.toString(threads));
      parameters.put("backend", setting.machine().toUpperCase(java.util.Locale.ROOT));
    }
    switch (setting.operation()) {
      case GRAM ->
          parameters.put(
              "answerPoints", Integer.toString(Math.min(setting.points(), ANSWER_POINTS)));
      case PRODUCT -> parameters.put("vectors", Integer.toString(Operation.VECTORS));
      case DESCENT -> {
        parameters.put("stepSize", Double.toString(STEP_SIZE));
        parameters.put("answerSteps", Integer.toString(ANSWER_STEPS));
        parameters.put("steps", Integer.toString(Operation.STEPS));
      }
      default -> {
        // Nothing more.
      }
    }
    return parameters;
  }
}
