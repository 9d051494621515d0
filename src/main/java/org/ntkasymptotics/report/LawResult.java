package org.ntkasymptotics.report;

import java.util.List;

/**
 * One law of one case: theory beside measurement.
 *
 * @param law which
 * @param theory exponent and constant predicted
 * @param fit exponent and constant measured
 * @param ratio measured over predicted
 * @param remarks plain sentences; may be empty
 */
public record LawResult(Law law, Theory theory, Fit fit, Ratio ratio, List<String> remarks) {

  /** Copies the remarks. */
  public LawResult {
    remarks = List.copyOf(remarks);
  }

  /**
   * What is predicted.
   *
   * @param exponent positive for decay
   * @param constant in front of the power
   * @param printed the constant as the paper's own formula gives it, misprints included; none where
   *     the paper prints no formula
   */
  public record Theory(Predicted exponent, Predicted constant, Predicted printed) {

    /** Without a printed formula. */
    public Theory(Predicted exponent, Predicted constant) {
      this(exponent, constant, Predicted.none(""));
    }

    /** No prediction. */
    public static Theory none(String reason) {
      return new Theory(Predicted.none(reason), Predicted.none(reason));
    }
  }

  /**
   * What is measured.
   *
   * @param exponent of the free fit, positive for decay
   * @param constant of the free fit
   * @param constantAtTheory constant with the exponent held at the theoretical value: the one to
   *     compare with theory
   * @param window of the fit
   */
  public record Fit(
      Measured exponent, Measured constant, Measured constantAtTheory, Window window) {

    /** No fit. */
    public static Fit none(String reason) {
      Measured no = Measured.none(reason);
      return new Fit(no, no, no, Window.none());
    }
  }

  /**
   * Measured over predicted.
   *
   * @param mean geometric mean over the window
   * @param window of the mean
   * @param prediction what was divided by, such as "Λ (n + ½)^−ν F(n/M)"
   */
  public record Ratio(Measured mean, Window window, String prediction) {

    /** No comparison. */
    public static Ratio none(String reason) {
      return new Ratio(Measured.none(reason), Window.none(), "");
    }
  }
}
