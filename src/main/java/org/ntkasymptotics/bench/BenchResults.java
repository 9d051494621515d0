package org.ntkasymptotics.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.ntkasymptotics.host.FileFailure;
import org.ntkasymptotics.host.PlainFile;

/**
 * A set of results: what {@code bench.json} holds.
 *
 * @param date of the measurement, ISO
 * @param version of the engine
 * @param revision of its source
 * @param command that measured
 * @param machine name and value: processor, cores, Java, libraries
 * @param peers what each peer is, or why it is not there
 * @param ceilings of each back end, by {@link Limit#label}: bytes or operations a second
 * @param timings in the order measured
 * @param notes what was left out, and why
 */
public record BenchResults(
    String date,
    String version,
    String revision,
    String command,
    Map<String, String> machine,
    Map<String, String> peers,
    Map<String, Map<String, Double>> ceilings,
    List<Timing> timings,
    List<String> notes) {
  /** Its file in a directory of results. */
  public static final String FILE = "bench.json";

  /** A thousand settings take less than one percent. */
  private static final long MOST_BYTES = 1L << 26;

  /** Copies. */
  public BenchResults {
    machine = ordered(machine);
    peers = ordered(peers);
    Map<String, Map<String, Double>> copied = new LinkedHashMap<>();
    ceilings.forEach((backend, values) -> copied.put(backend, ordered(values)));
    ceilings = Collections.unmodifiableMap(copied);
    timings = List.copyOf(timings);
    notes = List.copyOf(notes);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * Reads a directory of results, or their file.
   *
   * @throws IllegalArgumentException if there are none or they cannot be understood
   */
  public static BenchResults read(Path place) {
    Path file = Files.isDirectory(place) ? place.resolve(FILE) : place;
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          place + ": expected a directory with a " + FILE + " of ntk bench, found none");
    }
    try {
      return BenchResultsJson.read(PlainFile.text(file, MOST_BYTES), file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + FileFailure.why(e), e);
    }
  }

  /** The directory that a place of results is, or lies in. */
  public static Path directory(Path place) {
    return Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
  }

  /** The JSON text. */
  public String toJson() {
    return BenchResultsJson.write(this);
  }

  /** The engine's own. */
  public List<Timing> ours() {
    return timings.stream().filter(Timing::isOurs).toList();
  }

  /** One program's time for a setting. */
  public Optional<Timing> timing(Setting setting, String who) {
    return timings.stream()
        .filter(t -> t.setting().equals(setting) && t.who().equals(who))
        .findFirst();
  }

  /** The peers' times for a setting. */
  public List<Timing> peersOf(Setting setting) {
    return timings.stream().filter(t -> t.setting().equals(setting) && !t.isOurs()).toList();
  }

  /** The peers that did what a timing of the engine is of, and how many times faster it is. */
  Map<Timing, Ratio> ratios(Timing ours) {
    Map<Timing, Ratio> ratios = new LinkedHashMap<>();
    for (Timing peer : peersOf(ours.setting())) {
      Ratio.of(ours, peer).ifPresent(ratio -> ratios.put(peer, ratio));
    }
    return ratios;
  }

  /** The share of what the machine can do at most; none where that is not known. */
  Optional<Double> share(Timing timing, Limit limit) {
    Setting setting = timing.setting();
    Double rate = ceilings.getOrDefault(setting.machine(), Map.of()).get(limit.label());
    Double demand = Work.demands(setting).get(limit);
    return rate == null || demand == null || !timing.isMeasured()
        ? Optional.empty()
        : Optional.of(demand / timing.seconds() / rate);
  }

  /** What went wrong, one line each. */
  public List<String> troubles() {
    return told(t -> !t.trouble().isEmpty());
  }

  /** What speaks against the engine: what it could not do, and other answers than its own. */
  public List<String> failures() {
    return told(Timing::isFailure);
  }

  private List<String> told(Predicate<Timing> which) {
    return timings.stream()
        .filter(which)
        .map(t -> t.setting().text() + ", " + t.who() + ": " + t.trouble())
        .toList();
  }
}
