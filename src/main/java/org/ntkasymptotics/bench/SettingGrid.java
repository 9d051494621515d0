package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of an operation on a machine: every M with the first of the other parameters, then
 * each of these for itself with the middle M. Where nothing is asked for they are the defaults
 * below.
 */
final class SettingGrid {
  private static final List<Integer> DIMENSIONS = List.of(2, 1, 3, 4, 5, 6, 7, 8);
  private static final List<Integer> QUICK_DIMENSIONS = List.of(2, 1, 8);

  /** As many inputs as MNIST has pixels. */
  private static final int PIXELS = 784;

  private static final List<Integer> WIDTHS = List.of(1000, 250, 500, 2000, 4000);
  private static final List<Integer> QUICK_WIDTHS = List.of(300, 100, 1000);
  private static final List<Integer> DEVICE_WIDTHS = List.of(3000, 300, 1000, 10_000);

  /** Hidden layers of the networks that are trained. */
  private static final List<Integer> HIDDEN = List.of(1, 3);

  private static final List<String> KERNELS =
      List.of(Setting.KERNEL, "deep-relu-ntk:hidden=3", "power-ntk:q=1.5");

  private final Operation operation;
  private final String machine;
  private final Options options;
  private final List<Setting> settings = new ArrayList<>();

  private SettingGrid(Operation operation, String machine, Options options) {
    this.operation = operation;
    this.machine = machine;
    this.options = options;
  }

  static List<Setting> of(Operation operation, String machine, Options options) {
    SettingGrid grid = new SettingGrid(operation, machine, options);
    List<Integer> sizes =
        or(options.sizes(), operation.sizes(machine, options.quick())).stream().sorted().toList();
    sizes.forEach(m -> grid.settings.add(grid.with(m)));
    Setting middle = grid.settings.get((sizes.size() - 1) / 2);
    if (operation.hasDimension() && operation != Operation.DENSITY) {
      grid.vary(middle, "d", grid.dimensions());
    }
    if (operation == Operation.DESCENT) {
      grid.vary(middle, "n", grid.widths());
      grid.vary(middle, "hidden", or(options.hidden(), HIDDEN));
      if (machine.equals("cuda") && options.hidden().isEmpty()) {
        // Steps as a captured graph of launches: which way is faster?
        grid.settings.add(middle.with("way", "graph"));
      }
    }
    if (operation == Operation.GRAM) {
      grid.vary(middle, "kernel", or(options.kernels(), KERNELS));
      if (options.peers() && options.kernels().isEmpty() && machine.equals("cpu")) {
        (options.quick() ? sizes.subList(sizes.size() - 1, sizes.size()) : sizes)
            .forEach(m -> grid.settings.add(grid.with(m).with("kernel", Options.LAPLACE)));
      }
    }
    return grid.settings;
  }

  private Setting with(int m) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("m", Integer.toString(m));
    if (operation.hasDimension()) {
      values.put("d", Integer.toString(dimensions().get(0)));
    }
    if (operation == Operation.DESCENT) {
      values.put("n", Integer.toString(widths().get(0)));
      first(values, "hidden", options.hidden(), 1);
    }
    if (operation == Operation.GRAM || operation == Operation.PRODUCT) {
      first(values, "kernel", options.kernels(), Setting.KERNEL);
    }
    return new Setting(operation, machine, values);
  }

  /** What is usual is not said. */
  private static <T> void first(Map<String, String> values, String key, List<T> asked, T usual) {
    if (!asked.isEmpty() && !asked.get(0).equals(usual)) {
      values.put(key, asked.get(0).toString());
    }
  }

  private void vary(Setting middle, String key, List<?> values) {
    for (Object value : values.subList(1, values.size())) {
      settings.add(middle.with(key, value.toString()));
    }
  }

  private List<Integer> dimensions() {
    List<Integer> usual = new ArrayList<>(options.quick() ? QUICK_DIMENSIONS : DIMENSIONS);
    if (operation == Operation.DESCENT && !options.quick()) {
      usual.add(PIXELS);
    }
    return or(options.dimensions(), usual);
  }

  private List<Integer> widths() {
    List<Integer> usual =
        machine.equals("cuda") ? DEVICE_WIDTHS : options.quick() ? QUICK_WIDTHS : WIDTHS;
    return or(options.widths(), usual);
  }

  private static <T> List<T> or(List<T> asked, List<T> usual) {
    return asked.isEmpty() ? usual : asked;
  }
}
