package org.ntkasymptotics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingGridTest {

  private static Options options(List<Integer> sizes, List<String> kernels, boolean quick) {
    return new Options(
        List.of(Operation.values()),
        sizes,
        List.of(),
        List.of(),
        List.of(),
        kernels,
        List.of("cpu", "cuda"),
        2,
        2,
        quick,
        true,
        "python3",
        Optional.empty(),
        Double.POSITIVE_INFINITY);
  }

  private static Set<Integer> dimensions(List<Setting> settings) {
    return settings.stream().map(Setting::dimension).collect(Collectors.toSet());
  }

  @Test
  void theUsualRunHasSeriesInEveryParameter() {
    Options usual = options(List.of(), List.of(), false);
    List<Setting> gram = SettingGrid.of(Operation.GRAM, "cpu", usual);
    assertEquals(Set.of(1, 2, 3, 4, 5, 6, 7, 8), dimensions(gram));
    List<Setting> descent = SettingGrid.of(Operation.DESCENT, "cpu", usual);
    assertTrue(dimensions(descent).containsAll(List.of(1, 2, 3, 4, 5, 6, 7, 8, 784)));
    assertEquals(5, descent.stream().map(Setting::width).distinct().count());
    assertEquals(Set.of(1, 3), descent.stream().map(Setting::hidden).collect(Collectors.toSet()));
    assertEquals(Set.copyOf(descent).size(), descent.size());
    List<Setting> modes = SettingGrid.of(Operation.MODES, "cpu", usual);
    assertEquals(4, modes.size());
  }

  @Test
  void everySettingHasPeersExceptFractionalPowersAndOtherWaysOfOurs() {
    for (String machine : List.of("cpu", "cuda")) {
      for (Operation operation : Operation.values()) {
        if (machine.equals("cuda") && !operation.isOnBackends()) {
          continue;
        }
        for (Setting setting :
            SettingGrid.of(operation, machine, options(List.of(), List.of(), true))) {
          boolean alone =
              setting.kernel().startsWith("power") || setting.values().containsKey("way");
          assertEquals(alone, Peer.of(setting).isEmpty(), setting.text());
        }
      }
    }
  }

  @Test
  void whatIsAskedForReplacesTheDefaults() {
    Options asked = options(List.of(400), List.of("deep-relu-ntk:hidden=2"), true);
    List<Setting> gram = SettingGrid.of(Operation.GRAM, "cpu", asked);
    assertTrue(gram.stream().allMatch(s -> s.points() == 400 && s.hidden() == 2), gram.toString());
    Setting product = SettingGrid.of(Operation.PRODUCT, "cpu", asked).get(0);
    assertEquals("deep-relu-ntk:hidden=2", product.kernel());
    assertFalse(Peer.question(gram.get(0), 2).isEmpty());
    assertEquals(2, Peer.question(gram.get(0), 2).get(2));
    assertThrows(
        IllegalArgumentException.class, () -> options(List.of(), List.of("relu-nkt"), true));
  }
}
