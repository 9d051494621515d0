package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/** Results as a run would leave them, with times that grow as they should. */
final class CannedResults {
  private static final int[] SIZES = {500, 1000, 2000};

  private CannedResults() {}

  static Setting setting(Operation operation, int m) {
    Map<String, String> values = new LinkedHashMap<>(Map.of("m", Integer.toString(m)));
    if (operation.hasDimension()) {
      values.put("d", "2");
    }
    return new Setting(operation, "cpu", values);
  }

  /** Gram and modes, ours and a peer's, every time changed by a factor and by noise. */
  static BenchResults of(int rounds, double factor, double noise, long seed) {
    RandomStream stream = new Seeds(seed).stream("times");
    List<Timing> timings = new ArrayList<>();
    for (Operation operation : List.of(Operation.GRAM, Operation.MODES)) {
      for (int m : SIZES) {
        Setting setting = setting(operation, m);
        double seconds = 1e-9 * Work.units(setting) * factor;
        timings.add(timing(setting, Timing.OURS, seconds, rounds, noise, stream));
        timings.add(timing(setting, "scipy", 5 * seconds / factor, rounds, noise, stream));
      }
    }
    return new BenchResults(
        "2026-01-02",
        "1.0",
        "abcdef",
        "./ntk bench",
        Map.of("cpu", "A processor"),
        Map.of("scipy", "scipy 1.10.1", "JAX", "not there: no module named jax"),
        Map.of("cpu", Map.of("memory", 1e10, "double GEMM", 1e11)),
        timings,
        List.of("Left out: eigh on cpu, M = 100000: too large"));
  }

  private static Timing timing(
      Setting setting, String who, double seconds, int rounds, double noise, RandomStream stream) {
    List<List<Double>> all = new ArrayList<>();
    for (int r = 0; r < rounds; r++) {
      double slow = seconds * Math.exp(noise * stream.nextGaussian());
      all.add(List.of(slow, 1.001 * slow, 0.999 * slow));
    }
    return new Timing(setting, who, all, List.of(1.0, 2.0), 8L << 20, "");
  }
}
