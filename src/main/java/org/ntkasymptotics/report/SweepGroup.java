package org.ntkasymptotics.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One law at one setting, measured for one or several seeds.
 *
 * @param law which
 * @param setting values of the parameters that vary, but the seed
 * @param rows one a seed, at least one
 */
record SweepGroup(Law law, Map<String, String> setting, List<SweepRow> rows) {

  /** What is compared between theory and measurement. */
  enum Quantity {
    /** ν, κ, ξ. */
    EXPONENT("exponent"),
    /** Λ, K, C. */
    CONSTANT("constant"),
    /** Measured over predicted. */
    RATIO("ratio");

    private final String word;

    Quantity(String word) {
      this.word = word;
    }

    /** In files. */
    String word() {
      return word;
    }

    /** The number of one seed. */
    Measured of(SweepRow row) {
      return switch (this) {
        case EXPONENT -> row.exponent();
        case CONSTANT -> row.constant();
        case RATIO -> row.ratio();
      };
    }

    /** What theory says for one seed; for the ratio that is 1. */
    double theory(SweepRow row) {
      return switch (this) {
        case EXPONENT -> row.law().theory().exponent().value();
        case CONSTANT -> row.law().theory().constant().value();
        case RATIO -> 1;
      };
    }
  }

  /** Mean and spread over the seeds. */
  Spread measured(Quantity quantity) {
    return spread(row -> quantity.of(row).value());
  }

  /** What theory says; it depends on the seed where the data's distribution does. */
  Spread theory(Quantity quantity) {
    return spread(quantity::theory);
  }

  private Spread spread(Function<SweepRow, Double> number) {
    return Spread.of(rows.stream().mapToDouble(number::apply).toArray());
  }

  /** The mean with one standard deviation over seeds, or a single seed's with its own interval. */
  Measured shown(Quantity quantity) {
    Spread spread = measured(quantity);
    return spread.count() == 1
        ? rows.stream().map(quantity::of).filter(Measured::exists).findFirst().orElseThrow()
        : spread.measured();
  }

  /** Whether several seeds were measured. */
  boolean isRepeated() {
    return rows.size() > 1;
  }
}
