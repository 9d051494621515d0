package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.host.HostMemory;

/**
 * Every setting that is measured, small ones first, and what was left out of them.
 *
 * @param settings in order
 * @param notes why some default sizes are not among them
 */
record Plan(List<Setting> settings, List<String> notes) {
  /** Points of larger samples are counted in int. */
  private static final int LARGEST = 10_000_000;

  private static final List<Integer> DIMENSIONS = List.of(2, 4, 8);
  private static final List<Integer> WIDTHS = List.of(1000, 300, 3000);
  private static final List<Integer> QUICK_WIDTHS = List.of(300, 100, 1000);

  /**
   * Of what is asked for.
   *
   * @param backends open, by their names
   * @throws IllegalArgumentException if a size that was asked for cannot be done
   */
  static Plan of(Options options, Map<String, Backend> backends) {
    Set<Setting> settings = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    for (Operation operation : options.operations()) {
      for (String machine : operation.isOnBackends() ? options.machines() : List.of("cpu")) {
        for (Setting setting : settings(operation, machine, options)) {
          try {
            require(setting, backends);
            settings.add(setting);
          } catch (IllegalArgumentException e) {
            if (!options.sizes().isEmpty()) {
              throw e;
            }
            notes.add("Left out: " + setting.text() + ": " + e.getMessage());
          }
        }
      }
    }
    return new Plan(List.copyOf(settings), List.copyOf(notes));
  }

  private static List<Setting> settings(Operation operation, String machine, Options options) {
    List<Integer> sizes =
        (options.sizes().isEmpty() ? operation.sizes(options.quick()) : options.sizes())
            .stream().sorted().toList();
    List<Integer> dimensions = options.dimensions().isEmpty() ? DIMENSIONS : options.dimensions();
    List<Integer> widths =
        options.widths().isEmpty() ? options.quick() ? QUICK_WIDTHS : WIDTHS : options.widths();
    List<Setting> settings = new ArrayList<>();
    for (int m : sizes) {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("m", Integer.toString(m));
      if (operation.hasDimension()) {
        values.put("d", Integer.toString(dimensions.get(0)));
      }
      if (operation == Operation.DESCENT) {
        values.put("n", Integer.toString(widths.get(0)));
      }
      settings.add(new Setting(operation, machine, values));
    }
    Setting middle = settings.get((sizes.size() - 1) / 2);
    if (operation.hasDimension() && operation != Operation.DENSITY) {
      dimensions.forEach(d -> settings.add(middle.with("d", Integer.toString(d))));
    }
    if (operation == Operation.DESCENT) {
      widths.forEach(n -> settings.add(middle.with("n", Integer.toString(n))));
    }
    if (operation == Operation.GRAM && options.peers() && machine.equals("cpu")) {
      for (int m : sizes) {
        settings.add(
            settings.get(0).with("m", Integer.toString(m)).with("kernel", Options.LAPLACE));
      }
    }
    return settings;
  }

  private static void require(Setting setting, Map<String, Backend> backends) {
    Operation operation = setting.operation();
    int m = setting.points();
    if (m < operation.smallest() || m > LARGEST) {
      throw new IllegalArgumentException(
          String.format(
              java.util.Locale.ROOT,
              "--sizes: %s takes M from %d to %d, got %d",
              operation.word(),
              operation.smallest(),
              LARGEST,
              m));
    }
    switch (operation) {
      case GRAM, EIGH, MODES ->
          backends.get(setting.machine()).memoryPlan(operation.word(), m).orRefuse();
      default ->
          MemoryPlan.of(operation.word(), m, k -> bytes(setting, k), HostMemory.available())
              .orRefuse();
    }
  }

  /** What the data of an operation that is linear in M take, and their copies. */
  private static long bytes(Setting setting, long m) {
    long numbers =
        switch (setting.operation()) {
          case PRODUCT -> m * (setting.dimension() + 3L * Operation.VECTORS);
          case DESCENT ->
              m * (setting.dimension() + 8L) + 8L * setting.width() * (setting.dimension() + 2L);
          case DENSITY -> m * (setting.dimension() + 32L);
          // Three charts of two curves, thinned and written as text.
          default -> 64L * m;
        };
    return 8 * numbers;
  }
}
