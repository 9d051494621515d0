package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ntkasymptotics.report.TextTable;
import org.ntkasymptotics.report.TextTable.Cell;

/** What a reader wants first: each operation at its largest size, beside its fastest peer. */
final class Overview {
  private final BenchResults results;

  Overview(BenchResults results) {
    this.results = results;
  }

  TextTable table() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (String machine : List.of("cpu", "cuda")) {
        largest(operation, machine).ifPresent(timing -> rows.add(row(timing)));
      }
    }
    return new TextTable(
        "At a glance",
        "The largest size of each, and how many times faster the engine is than the fastest peer"
            + " (lowest … highest round). All sizes and peers stand below.",
        List.of(
            "What", "Time", "Share of the limit", "Times the fastest peer", "Memory", "The peer's"),
        rows);
  }

  /** The largest with a peer, or the largest of all where there is no peer. */
  Optional<Timing> largest(Operation operation, String machine) {
    Comparator<Timing> beside = Comparator.comparing(t -> !results.ratios(t).isEmpty());
    return results.ours().stream()
        .filter(Timing::isMeasured)
        .filter(t -> t.setting().operation() == operation)
        .filter(t -> t.setting().machine().equals(machine))
        .filter(t -> t.setting().kernel().equals(Setting.KERNEL))
        .max(
            beside
                .thenComparing(t -> t.setting().points())
                // Of the same M the usual one, which is measured first.
                .thenComparing(t -> -results.timings().indexOf(t)));
  }

  private List<Cell> row(Timing ours) {
    Optional<Map.Entry<Timing, Ratio>> fastest =
        results.ratios(ours).entrySet().stream()
            .min(Comparator.comparingDouble(peer -> peer.getValue().value()));
    List<String> row =
        List.of(
            ours.setting().text(),
            Units.seconds(ours.seconds()),
            share(ours),
            fastest.map(f -> f.getKey().who() + ": " + f.getValue().text()).orElse("nobody asked"),
            memory(ours),
            fastest.map(f -> memory(f.getKey())).orElse(""));
    return BenchTables.cells(row);
  }

  private static String memory(Timing timing) {
    return timing.memoryBytes() > 0 ? Units.bytes((double) timing.memoryBytes()) : "";
  }

  /** Of the limit that is nearest. */
  String share(Timing timing) {
    double nearest = 0;
    String text = "";
    for (Limit limit : Limit.values()) {
      double share = results.share(timing, limit).orElse(0.0);
      if (share > nearest) {
        nearest = share;
        text = Units.percent(share) + " of " + limit.label();
      }
    }
    return text;
  }
}
