package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
        for (Setting setting : inOrder(operation, machine, options)) {
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

  /** What takes longer comes later, since time may run out. */
  private static List<Setting> inOrder(Operation operation, String machine, Options options) {
    return SettingGrid.of(operation, machine, options).stream()
        .sorted(Comparator.comparingInt(Setting::points))
        .toList();
  }

  private static void require(Setting setting, Map<String, Backend> backends) {
    Operation operation = setting.operation();
    int m = setting.points();
    if (m < operation.smallest() || m > LARGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
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
              m * (setting.dimension() + 8L)
                  + 8L * setting.width() * (setting.dimension() + 2L)
                  + (setting.hidden() - 1L) * setting.width() * (m + 8L * setting.width());
          case DENSITY -> m * (setting.dimension() + 32L);
          // Three charts of two curves, thinned and written as text.
          default -> 64L * m;
        };
    return 8 * numbers;
  }
}
