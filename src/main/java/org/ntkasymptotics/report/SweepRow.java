package org.ntkasymptotics.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One law of one case of one point of a sweep.
 *
 * @param run the point's run
 * @param values of the parameters that vary, texts
 * @param law theory beside measurement
 */
record SweepRow(FinishedRun run, Map<String, String> values, LawResult law) {
  /** The parameter that repetitions differ in. */
  static final String SEED = "seed";

  /** Copies, keeping the order. */
  SweepRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** All values but the seed's. */
  Map<String, String> setting() {
    Map<String, String> setting = new LinkedHashMap<>(values);
    setting.remove(SEED);
    return setting;
  }

  Measured exponent() {
    return law.fit().exponent();
  }

  Measured constant() {
    return NumberText.comparable(law.fit());
  }

  /**
   * Measured over predicted: of the whole series where that is known, else of the constant at the
   * theoretical exponent.
   */
  Measured ratio() {
    Measured whole = law.ratio().mean();
    Measured constant = law.fit().constantAtTheory();
    double theory = law.theory().constant().value();
    return whole.exists() || !constant.exists() || !Double.isFinite(theory)
        ? whole
        : Measured.of(constant.value() / theory, constant.low() / theory, constant.high() / theory);
  }
}
