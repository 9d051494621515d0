package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.ntkasymptotics.backend.Progress;

/** Measures a plan: for each setting in rounds, the engine first, then every peer. */
final class BenchSession {
  /** Repetitions of a peer in a round. */
  private static final int REPETITIONS = 2;

  private final Options options;
  private final Plan plan;
  private final Programs programs;
  private final Progress progress;
  private final long began = System.nanoTime();
  private final List<Timing> timings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  BenchSession(Options options, Plan plan, Programs programs, Progress progress) {
    this.options = options;
    this.plan = plan;
    this.programs = programs;
    this.progress = progress;
    notes.addAll(plan.notes());
  }

  /**
   * Measures.
   *
   * @param keep hears of every timing as soon as it is complete
   */
  void run(Consumer<BenchSession> keep) {
    int done = 0;
    for (Setting setting : plan.settings()) {
      if (System.nanoTime() - began > 60e9 * options.minutes()) {
        notes.add("Left out after --minutes " + options.minutes() + ": " + setting.text());
        continue;
      }
      measure(setting, (double) done++ / plan.settings().size());
      keep.accept(this);
    }
  }

  private void measure(Setting setting, double fraction) {
    List<Peer> peers = options.peers() ? programs.present(setting) : List.of();
    Map<String, Timing> all = new LinkedHashMap<>();
    for (int round = 0; round < options.rounds(); round++) {
      String where = String.format(Locale.ROOT, "round %d of %d, ", round + 1, options.rounds());
      progress.report(setting.text(), fraction, where + Timing.OURS);
      add(all, programs.ours(setting));
      if (!all.get(Timing.OURS).trouble().isEmpty()) {
        break;
      }
      for (Peer peer : peers) {
        boolean failed = all.containsKey(peer.name()) && !all.get(peer.name()).trouble().isEmpty();
        if (!failed) {
          progress.report(setting.text(), fraction, where + peer.name());
          add(all, programs.theirs(peer, setting, REPETITIONS));
        }
      }
    }
    Timing ours = all.get(Timing.OURS);
    all.replaceAll(
        (who, timing) -> timing.isOurs() ? timing : judged(ours, timing, tolerance(peers, timing)));
    timings.addAll(all.values());
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
        "another answer: " + theirs + ", ours " + mine);
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
