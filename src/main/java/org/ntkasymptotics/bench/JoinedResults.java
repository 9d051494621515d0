package org.ntkasymptotics.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Several runs of one engine on one machine as one set of results. */
public final class JoinedResults {
  private JoinedResults() {}

  /**
   * Every timing once, the later where two have it; limits are the highest of all.
   *
   * @param places of the sets, at least one; one alone is read as it is
   * @throws IllegalArgumentException if machines or revisions differ
   */
  public static BenchResults of(List<Path> places) {
    BenchResults all = BenchResults.read(places.get(0));
    for (Path place : places.subList(1, places.size())) {
      BenchResults more = BenchResults.read(place);
      if (!identity(more).equals(identity(all))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "--from %s has results of %s, which do not go with those of %s in %s",
                place,
                identity(more),
                identity(all),
                places.get(0)));
      }
      all = joined(all, more);
    }
    return all;
  }

  private static String identity(BenchResults results) {
    String device = results.machine().getOrDefault("cpu", "no processor");
    String cuda = results.machine().getOrDefault("cuda", "");
    return "revision "
        + results.revision()
        + " on "
        + device
        + (cuda.isEmpty() ? "" : " and " + cuda)
        + " with "
        + results.machine().get("threads")
        + " threads";
  }

  private static BenchResults joined(BenchResults one, BenchResults more) {
    List<Timing> timings = new ArrayList<>(one.timings());
    timings.removeIf(t -> more.timing(t.setting(), t.who()).isPresent());
    timings.addAll(more.timings());
    Map<String, String> peers = new LinkedHashMap<>(one.peers());
    peers.putAll(more.peers());
    Set<String> notes = new LinkedHashSet<>(one.notes());
    notes.addAll(more.notes());
    return new BenchResults(
        one.date(),
        one.version(),
        one.revision(),
        one.command() + "\n" + more.command(),
        one.machine(),
        peers,
        highest(one.ceilings(), more.ceilings()),
        timings,
        List.copyOf(notes));
  }

  private static Map<String, Map<String, Double>> highest(
      Map<String, Map<String, Double>> one, Map<String, Map<String, Double>> more) {
    Map<String, Map<String, Double>> highest = new LinkedHashMap<>();
    one.forEach((machine, rates) -> highest.put(machine, new LinkedHashMap<>(rates)));
    more.forEach(
        (machine, rates) -> {
          Map<String, Double> known = highest.computeIfAbsent(machine, m -> new LinkedHashMap<>());
          rates.forEach((limit, rate) -> known.merge(limit, rate, Math::max));
        });
    return highest;
  }
}
