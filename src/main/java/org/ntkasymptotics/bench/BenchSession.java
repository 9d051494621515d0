package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ntkasymptotics.backend.Progress;

/** Measures a plan: for each setting in rounds, the engine first, then every peer. */
final class BenchSession {
  private final Options options;
  private final Plan plan;
  private final Programs programs;
  private final Progress progress;
  private final Forecast forecast;
  private final Map<Peer, Integer> tooLarge = new HashMap<>();
  private final List<Timing> timings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  BenchSession(
      Options options, Plan plan, Programs programs, Forecast forecast, Progress progress) {
    this.options = options;
    this.plan = plan;
    this.programs = programs;
    this.forecast = forecast;
    this.progress = progress;
    notes.addAll(plan.notes());
  }

  /**
   * Measures.
   *
   * @param keep hears of every timing as soon as it is complete
   */
  void run(Consumer<BenchSession> keep) {
    List<Setting> settings = plan.settings();
    for (int done = 0; done < settings.size(); done++) {
      Setting setting = settings.get(done);
      Optional<String> obstacle = forecast.obstacle(settings.subList(done, settings.size()));
      if (obstacle.isPresent()) {
        notes.add(
            "Left out, since --minutes is "
                + Units.plain(options.minutes())
                + ": "
                + setting.text()
                + ": "
                + obstacle.get());
        continue;
      }
      double before = forecast.left();
      List<Timing> measured = measure(setting, (double) done / settings.size());
      timings.addAll(measured);
      if (Double.isFinite(before)) {
        forecast.took(setting, before - forecast.left(), measured);
      }
      keep.accept(this);
    }
  }

  private List<Timing> measure(Setting setting, double fraction) {
    List<Peer> peers = options.peers() ? programs.present(setting) : List.of();
    Map<String, Timing> all = new LinkedHashMap<>();
    for (int round = 0; round < options.rounds(); round++) {
      String where = String.format(Locale.ROOT, "round %d of %d, ", round + 1, options.rounds());
      progress.report(setting.text(), fraction, where + Timing.OURS);
      add(all, programs.ours(setting, forecast.left()));
      if (!all.get(Timing.OURS).trouble().isEmpty()) {
        break;
      }
      for (Peer peer : peers) {
        if (setting.points() < tooLarge.getOrDefault(peer, Integer.MAX_VALUE)) {
          progress.report(setting.text(), fraction, where + peer.name());
          add(all, theirs(peer, setting));
        }
      }
    }
    Timing ours = all.get(Timing.OURS);
    all.replaceAll(
        (who, timing) -> timing.isOurs() ? timing : judged(ours, timing, tolerance(peers, timing)));
    return List.copyOf(all.values());
  }

  /** One that fails, out of memory or out of time, is not asked for as much or more again. */
  private Timing theirs(Peer peer, Setting setting) {
    Timing timing = programs.theirs(peer, setting, forecast.left());
    if (!timing.trouble().isEmpty()) {
      tooLarge.put(peer, setting.points());
    }
    return timing;
  }

  private static double tolerance(List<Peer> peers, Timing timing) {
    return peers.stream()
        .filter(p -> p.name().equals(timing.who()))
        .mapToDouble(Peer::tolerance)
        .findFirst()
        .orElseThrow();
  }

  private static void add(Map<String, Timing> all, Timing one) {
    all.merge(
        one.who(),
        one,
        (before, now) -> {
          List<List<Double>> rounds = new ArrayList<>(before.rounds());
          rounds.addAll(now.rounds());
          return new Timing(
              now.setting(),
              now.who(),
              rounds,
              now.answer().isEmpty() ? before.answer() : now.answer(),
              Math.max(before.memoryBytes(), now.memoryBytes()),
              now.trouble());
        });
  }

  /**
   * The peer's timing, with what is wrong with its answer; a peer may give the last number only.
   */
  static Timing judged(Timing ours, Timing peer, double tolerance) {
    List<Double> mine = ours.answer();
    List<Double> theirs = peer.answer();
    if (!peer.trouble().isEmpty() || theirs.isEmpty() || mine.size() < theirs.size()) {
      return peer;
    }
    mine = mine.subList(mine.size() - theirs.size(), mine.size());
    double size = 0;
    double difference = 0;
    for (int i = 0; i < mine.size(); i++) {
      size = Math.max(size, Math.abs(mine.get(i)));
      difference = Math.max(difference, Math.abs(mine.get(i) - theirs.get(i)));
    }
    if (difference <= tolerance * size) {
      return peer;
    }
    return new Timing(
        peer.setting(),
        peer.who(),
        peer.rounds(),
        theirs,
        peer.memoryBytes(),
        Timing.ANOTHER_ANSWER + theirs + ", ours " + mine);
  }

  /** What is complete. */
  List<Timing> timings() {
    return List.copyOf(timings);
  }

  /** What was left out. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
