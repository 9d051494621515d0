package org.ntkasymptotics.special;

/**
 * The arctangent on [0, 1] as one polynomial, in a form that loops over many arguments can be
 * vectorised: no branch, no table.
 *
 * <p>Formula: atan(h) = h + h z Q(z), z = h², Q the near-minimax polynomial of degree 19 on [0, 1]
 * for the relative error of atan. Source: Remez exchange in 60 digits, {@code
 * reference/arctangent_coefficients.py}. Domain: 0 ≤ h ≤ 1; atan(0) = 0 exactly. Error: the
 * polynomial 4.7e-18, with the rounding of the evaluation at most 2 ulp, asserted by {@code
 * ArctangentTest}.
 */
public final class Arctangent {
  private static final double[] Q = {
    -0.3333333333333307,
    0.19999999999951462,
    -0.14285714282575235,
    0.11111111007028866,
    -0.09090907003024642,
    0.07692279839543448,
    -0.06666404058748862,
    0.058805278176598016,
    -0.05253518553631778,
    0.04722322188220832,
    -0.04219178823623669,
    0.03664190744112274,
    -0.029903852216553277,
    0.021984845178981017,
    -0.013900552347122749,
    0.007196497895062897,
    -0.0028849159206936017,
    0.000831321043865484,
    -0.0001521607150725182,
    1.3225063186774709e-05,
  };

  private Arctangent() {}

  /** A copy of the coefficients of Q, constant term first. */
  public static double[] coefficients() {
    return Q.clone();
  }

  /** atan(h), 0 ≤ h ≤ 1. */
  public static double unit(double h) {
    double z = h * h;
    double q = Q[Q.length - 1];
    for (int k = Q.length - 2; k >= 0; k--) {
      q = q * z + Q[k];
    }
    return h + h * (z * q);
  }
}
