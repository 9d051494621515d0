package org.ntkasymptotics.theory;

import java.util.List;

/** What the three predicted laws have in common, for tables and reports. */
public sealed interface PowerLaw permits EigenvalueLaw, PartialSumLaw, LossLaw {

  /** What obeys the law, in words. */
  String quantity();

  /** The law as one would write it, such as {@code λₙ ≈ Λ (n + ½)^−ν}. */
  String formula();

  /** The letter of the exponent. */
  String exponentSymbol();

  /** The exponent, positive for decay. */
  double exponent();

  /** The letter of the constant. */
  String constantSymbol();

  /** The constant with its error, or why there is none. */
  Constant constant();

  /** Plain sentences that belong beside the numbers; may be empty. */
  List<String> caveats();

  /** The law at index n or time t; NaN where the constant is missing. */
  double at(double argument);
}
