package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ntkasymptotics.report.TextTable;
import org.ntkasymptotics.report.TextTable.Cell;

/** The engine's times for one operation, their shares of the limits, and ratios to the peers. */
final class OperationTable {
  private static final String RATIOS =
      " Times a peer: how many times faster the engine is (lowest … highest round).";

  private final BenchResults results;
  private final Operation operation;
  private final List<Timing> own;
  private final List<Limit> limits;
  private final Set<String> peers = new LinkedHashSet<>();
  private final boolean kernels;

  /**
   * The table of an operation.
   *
   * @param own the engine's timings of it
   */
  OperationTable(BenchResults results, Operation operation, List<Timing> own) {
    this.results = results;
    this.operation = operation;
    this.own = own;
    limits =
        Arrays.stream(Limit.values())
            .filter(limit -> own.stream().anyMatch(t -> results.share(t, limit).isPresent()))
            .toList();
    own.forEach(t -> results.peersOf(t.setting()).forEach(p -> peers.add(p.who())));
    kernels = own.stream().anyMatch(t -> timesLayer(t).isPresent());
  }

  TextTable table() {
    List<String> columns = new ArrayList<>(List.of("Setting", "Time", "Per " + operation.unit()));
    limits.forEach(limit -> columns.add("Of " + limit.label()));
    if (kernels) {
      columns.add("Times relu-ntk, per layer");
    }
    peers.forEach(peer -> columns.add("Times " + peer));
    return new TextTable(
        operation.word(), caption(), columns, own.stream().map(this::row).toList());
  }

  private String caption() {
    String layers =
        kernels ? " Per layer: time over relu-ntk's for the same points and hidden layer." : "";
    String limit = limits.isEmpty() ? " No limit of the machine bounds it alone." : "";
    String nobody =
        peers.isEmpty() && !results.peers().isEmpty() ? " None of the peers does this work." : "";
    return "Median times." + limit + layers + (peers.isEmpty() ? nobody : RATIOS);
  }

  private List<Cell> row(Timing timing) {
    Setting setting = timing.setting();
    List<String> row = new ArrayList<>();
    row.add((operation.isOnBackends() ? setting.machine() + ", " : "") + setting.size());
    row.add(timing.isMeasured() ? Units.seconds(timing.seconds()) : "failed");
    row.add(timing.isMeasured() ? per(timing) : "");
    limits.forEach(l -> row.add(results.share(timing, l).map(Units::percent).orElse("")));
    if (kernels) {
      row.add(timesLayer(timing).map(Units::plain).orElse(""));
    }
    peers.forEach(peer -> row.add(ratio(timing, peer)));
    return row.stream().map(Cell::of).toList();
  }

  private static String per(Timing timing) {
    double nanos = 1e9 * timing.seconds() / Work.units(timing.setting());
    return timing.setting().operation().unit().equals("flop")
        ? Units.plain(1 / nanos) + " GFlop/s"
        : Units.seconds(1e-9 * nanos);
  }

  /** How many times relu-ntk's time another kernel takes for each of its layers. */
  private Optional<Double> timesLayer(Timing timing) {
    Setting setting = timing.setting();
    if (operation != Operation.GRAM || !setting.values().containsKey("kernel")) {
      return Optional.empty();
    }
    Setting plain = new Setting(operation, setting.machine(), setting.without("kernel"));
    return results
        .timing(plain, Timing.OURS)
        .filter(t -> t.isMeasured() && timing.isMeasured())
        .map(t -> timing.seconds() / t.seconds() / setting.hidden());
  }

  private String ratio(Timing ours, String peer) {
    Optional<Timing> theirs = results.timing(ours.setting(), peer);
    if (theirs.isEmpty()) {
      return "";
    }
    return Ratio.of(ours, theirs.get()).map(Ratio::text).orElse("failed");
  }
}
