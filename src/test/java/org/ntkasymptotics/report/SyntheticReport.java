package org.ntkasymptotics.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A report of four cases with invented power laws: for tests, and for looking at. */
final class SyntheticReport {
  static final String HOSTILE = "<script>alert('x')</script> & \"d\" = 2";

  private static final int M = 4000;
  private static final String[] CASES = {"GP, d = 2", "GP, d = 4", "ball, d = 2", "ball, d = 4"};
  private static final double[] NU = {1.5, 1.25, 1.5, 1.25};
  private static final double[] KAPPA = {1.5, 1.25, 0.5, 0.25};

  private SyntheticReport() {}

  /** Writes the report to the directory given, to be opened in a browser. */
  public static void main(String[] arguments) {
    try (RunDirectory run = RunDirectory.start(Path.of(arguments[0]), "kind: synthetic\n")) {
      ReportFiles.write(run, page(), summary());
      run.finish();
    }
  }

  static ReportPage page() {
    List<Curve> loss = new ArrayList<>();
    List<Curve> eigenvalues = new ArrayList<>();
    List<Curve> sums = new ArrayList<>();
    for (int k = 0; k < CASES.length; k++) {
      double xi = KAPPA[k] / NU[k];
      double[] n = index();
      double[] t = times();
      eigenvalues.add(
          new Curve(CASES[k], n, noisy(n, 0.02 / (1 + k % 2), NU[k], k), CurveStyle.MEASURED, k));
      eigenvalues.add(theory(CASES[k], n, 0.02 / (1 + k % 2), NU[k], k));
      eigenvalues.add(
          new Curve(
              CASES[k] + ", finite M",
              n,
              corrected(n, 0.02 / (1 + k % 2), NU[k]),
              CurveStyle.CORRECTED,
              k));
      sums.add(new Curve(CASES[k], n, noisy(n, 0.3, KAPPA[k], 10 + k), CurveStyle.MEASURED, k));
      sums.add(theory(CASES[k], n, 0.3, KAPPA[k], k));
      loss.add(new Curve(CASES[k], t, losses(t, xi, 1), CurveStyle.MEASURED, k));
      loss.add(
          new Curve(
              CASES[k] + ", trained",
              every(t, 8),
              every(losses(t, xi, 1.05), 8),
              CurveStyle.POINTS,
              k));
      loss.add(theory(CASES[k], t, 0.4, xi, k));
    }
    List<Chart> charts =
        List.of(
            Chart.logLog(
                "loss",
                "Loss",
                "time t",
                "loss L(t)",
                loss,
                "Lines: loss that spectrum and coefficients imply. Dots: trained networks, N = 1000."),
            Chart.logLog(
                "eigenvalues",
                "Eigenvalues",
                "n",
                "λₙ",
                eigenvalues,
                "Eigenvalues of Θ/M with Λ (n + ½)^−ν; dotted with the finite-M factor F(n/M)."),
            Chart.logLog(
                "partial-sums",
                "Partial sums",
                "n",
                "sₙ = Σ cₖ² over k ≥ n",
                sums,
                "Partial sums of squared coefficients with K n^−κ."));
    return new ReportPage(
        "Figure 1: spectra, coefficients and losses of a shallow ReLU network",
        "Kernel spectra, coefficient sums and losses for M = 4000 points of a Gaussian mixture in"
            + " d = 2 and 4 dimensions, with targets drawn from a network Gaussian process and with"
            + " the indicator of a ball. All four slopes agree with theory within their intervals.",
        List.of(new ChartRow("", "", charts)),
        List.of(
            new ReportPage.Entry("points M", "4000"),
            new ReportPage.Entry("mixture", "8 centres, spread 1.0, width 0.5"),
            new ReportPage.Entry("kernel", "relu-ntk, σ_w = 1.414, σ_b = 0.1"),
            new ReportPage.Entry("network width N", "1000"),
            new ReportPage.Entry("seed", "1"),
            new ReportPage.Entry("scale", "quick")),
        List.of(
            new ReportPage.Entry(
                "Eigenvalues",
                "All eigenvalues of the M × M matrix Θ/M by tridiagonal reduction and implicit QL;"
                    + " checked against the trace and the Frobenius norm."),
            new ReportPage.Entry(
                "Exponents",
                "Least squares in logarithms over log-spaced bins; intervals add the scatter"
                    + " between disjoint halves and half the range over shifted windows.")),
        List.of(
            "The Gaussian process in d = 2 approaches its law slowly: its constant is not quoted.",
            "M = 4000 shows the eigenvalue law over one decade only."));
  }

  static Summary summary() {
    List<CaseResult> cases = new ArrayList<>();
    for (int k = 0; k < CASES.length; k++) {
      boolean noConstant = k == 0;
      String why = "the average over Gaussian tails does not converge for d ≤ 2";
      double xi = KAPPA[k] / NU[k];
      cases.add(
          new CaseResult(
              CASES[k],
              List.of(
                  law(Law.EIGENVALUES, NU[k], Predicted.of(0.0213, 0.0001, "Monte Carlo"), 30, 180),
                  law(
                      Law.PARTIAL_SUMS,
                      KAPPA[k],
                      noConstant ? Predicted.none(why) : Predicted.of(0.31, 0.004, ""),
                      30,
                      400),
                  law(
                      Law.LOSS_SPECTRAL,
                      xi,
                      noConstant ? Predicted.none(why) : Predicted.of(2.34e-5, 3e-7, ""),
                      900,
                      2.3e6),
                  law(
                      Law.LOSS_TRAINED,
                      xi,
                      noConstant ? Predicted.none(why) : Predicted.of(2.34e-5, 3e-7, ""),
                      900,
                      1e5)),
              Map.of("samples", (double) M)));
    }
    return Summary.figure(manifest(), "Figure 1", cases);
  }

  static LawResult law(Law law, double exponent, Predicted constant, double from, double to) {
    Measured measured = Measured.of(exponent * 1.01, exponent * 0.985, exponent * 1.035);
    double c = constant.exists() ? constant.value() : 0.2;
    return new LawResult(
        law,
        new LawResult.Theory(Predicted.of(exponent), constant, printed(law, constant)),
        new LawResult.Fit(
            measured,
            Measured.of(c * 1.2, c * 0.8, c * 1.7),
            Measured.of(c * 1.02, c * 0.97, c * 1.08),
            new Window(from, to)),
        constant.exists()
            ? new LawResult.Ratio(
                Measured.of(1.013, 0.97, 1.06), new Window(from, to), "law with F(n/M)")
            : LawResult.Ratio.none("no constant to compare with"),
        law == Law.LOSS_TRAINED ? List.of("Trained to t = 10⁵ only.") : List.of());
  }

  /** As in the paper: one formula printed right, one wrong, none for the partial sums. */
  private static Predicted printed(Law law, Predicted constant) {
    if (!constant.exists()) {
      return Predicted.none("");
    }
    return switch (law) {
      case EIGENVALUES -> Predicted.of(constant.value(), 0, "equation (24)");
      case LOSS_SPECTRAL -> Predicted.of(constant.value() / 519, 0, "equation (27)");
      default -> Predicted.none("");
    };
  }

  static Manifest manifest() {
    Map<String, Double> wall = new LinkedHashMap<>();
    wall.put("data", 0.2);
    wall.put("gram", 1.4);
    wall.put("modes", 21.7);
    wall.put("train", 64.1);
    wall.put("theory", 3.3);
    return Manifest.ofThisMachine(
        "0.1.0",
        "1a2b3c4d",
        "cpu",
        "auto: no CUDA driver found",
        "2 cores",
        wall,
        812L << 20,
        Instant.parse("2026-01-31T12:00:00Z"),
        "./ntk figure 1 --scale quick --seed 1");
  }

  private static Curve theory(String name, double[] x, double constant, double exponent, int k) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = constant * Math.pow(x[i] + 0.5, -exponent);
    }
    return new Curve(name + ", theory", x, y, CurveStyle.THEORY, k);
  }

  private static double[] corrected(double[] n, double constant, double exponent) {
    double[] y = new double[n.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = constant * Math.pow(n[i] + 0.5, -exponent) * (1 - 0.8 * n[i] / M);
    }
    return y;
  }

  private static double[] noisy(double[] n, double constant, double exponent, int seed) {
    double[] y = corrected(n, constant, exponent);
    Random random = new Random(seed);
    for (int i = 0; i < y.length; i++) {
      y[i] *= Math.exp(0.25 * random.nextGaussian() / Math.sqrt(1 + n[i]));
    }
    y[y.length - 1] = 1e-17;
    return y;
  }

  private static double[] index() {
    double[] n = new double[M];
    for (int i = 0; i < M; i++) {
      n[i] = i + 1;
    }
    return n;
  }

  private static double[] times() {
    double[] t = new double[161];
    for (int i = 0; i < t.length; i++) {
      t[i] = Math.pow(10, i / 20.0 - 1);
    }
    return t;
  }

  private static double[] losses(double[] t, double exponent, double factor) {
    double[] y = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      y[i] = factor * 0.4 * Math.pow(t[i] + 3, -exponent);
    }
    return y;
  }

  private static double[] every(double[] values, int step) {
    double[] some = new double[(values.length + step - 1) / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = values[i * step];
    }
    return some;
  }
}
