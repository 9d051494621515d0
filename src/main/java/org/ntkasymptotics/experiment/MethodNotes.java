package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.report.ReportPage.Entry;

/**
 * How the numbers of a report were obtained, in words.
 *
 * @param matrixFree whether spectra come from products with vectors alone
 * @param cases of the report
 */
record MethodNotes(boolean matrixFree, List<CaseStudy> cases) {

  /** All that concerns these cases. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(matrixFree ? ofProducts() : ofMatrix());
    trained().map(MethodNotes::ofTraining).forEach(entries::add);
    entries.addAll(ofLaws());
    return entries;
  }

  /** Of the networks that were trained, each once. */
  private Stream<Parametrisation> trained() {
    return cases.stream()
        .map(CaseStudy::training)
        .flatMap(Optional::stream)
        .map(run -> run.network().shape().parametrisation())
        .distinct();
  }

  private static Entry ofTraining(Parametrisation parametrisation) {
    String scaling =
        switch (parametrisation) {
          case NTK -> "the NTK parametrisation";
          case MEAN_FIELD -> "mean field, its outputs scaled by 1/N and its rates by N";
        };
    return new Entry(
        "Loss, trained",
        "Full-batch gradient descent of a network of finite width in "
            + scaling
            + ", t = step size × steps; the target is set so that the initial error is exactly δf.");
  }

  private static List<Entry> ofMatrix() {
    return List.of(
        new Entry(
            "Eigenvalues λₙ",
            "of (1/M) Θ(xᵢ, xⱼ), largest first, n from 0, all of them, by reduction to tridiagonal"
                + " form; every solve is checked by trace, Frobenius norm and Σc². Values within"
                + " round-off of zero are neither fitted nor drawn."),
        new Entry(
            "Coefficients and partial sums",
            "c = Vᵀ δf/√M, carried through the reduction without forming eigenvectors; sₙ = Σ c²"
                + " over k ≥ n, so s₀ = 2 L(0)."),
        new Entry(
            "Loss, spectral",
            "L(t) = ½ Σ cₙ² exp(−2 λₙ t): gradient flow with a kernel that does not move, as of a"
                + " network of infinite width."));
  }

  private static List<Entry> ofProducts() {
    return List.of(
        new Entry(
            "Eigenvalues λₙ",
            "of (1/M) Θ(xᵢ, xⱼ), largest first, n from 0, from products with vectors alone, by block"
                + " Lanczos with full reorthogonalisation. The leading ones are Ritz values with"
                + " residual norms below a thousandth of themselves; beyond them λₙ is where N(λ) ="
                + " n + ½, the number of eigenvalues above λ, counted by probes of random signs:"
                + " counting.csv has it with its standard error."),
        new Entry(
            "Coefficients and partial sums",
            "sₙ = Σ c² over k ≥ n is the energy of δf/√M below λₙ, by Gauss quadrature from δf: the"
                + " quadrature has hardly an error, but λₙ has that of the count."),
        new Entry(
            "Loss, spectral",
            "L(t) of gradient flow with a kernel that does not move, as of a network of infinite"
                + " width, lies between Gauss's and Radau's quadrature: the middle is shown, half the"
                + " distance is the error in loss.csv, and the curve ends where that is too large."),
        new Entry(
            "Errors of the estimates in the intervals",
            "Every fit is done again for a hundred draws within the errors: counts move along a"
                + " Brownian bridge, as other probes would move them, so that neighbouring n move"
                + " together; losses lie anywhere between their bounds. The spread of the fitted"
                + " numbers is in their intervals."));
  }

  private static List<Entry> ofLaws() {
    return List.of(
        new Entry(
            "Theory",
            "Exponents and constants of Velikanov and Yarotsky, misprints corrected, from the"
                + " kernel's singularity on the diagonal and the density of the data; finite-M"
                + " curves by the Marchenko–Pastur form, without free parameters."),
        new Entry(
            "Fits",
            "Least squares on logarithmic bins of equal weight, after division by the finite-sample"
                + " correction. 95 % intervals add the scatter between data sets (or between"
                + " disjoint halves) and half the range over windows moved by a factor of 2."),
        new Entry(
            "Measured over predicted",
            "Geometric mean, over the fit's window, of the measured series divided by the"
                + " finite-sample prediction: it compares constants at the theoretical exponent and"
                + " says more than a free exponent."));
  }
}
