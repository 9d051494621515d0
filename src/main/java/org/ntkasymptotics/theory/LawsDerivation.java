package org.ntkasymptotics.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.random.Seeds;

/** From kernel, data and target to the laws: the order of computation, no formulas. */
final class LawsDerivation {
  /** An average of other resolution below this share of the usual one: neurons have gathered. */
  private static final double GATHERED = 0.92;

  private final DataGeometry data;
  private final int samples;
  private final Seeds seeds;
  private final String obstacle;

  private LawsDerivation(DataGeometry data, int samples, Seeds seeds) {
    this.data = data;
    this.samples = samples;
    this.seeds = seeds;
    this.obstacle = data.whyNoConstants();
  }

  static Laws of(NtkKernel kernel, Dataset dataset, Optional<Target> target, Seeds seeds) {
    DataGeometry data = DataGeometry.of(kernel, dataset);
    return new LawsDerivation(data, dataset.samples(), seeds)
        .laws(kernel.spec(), target.orElse(null));
  }

  private Laws laws(String kernelName, Target target) {
    Optional<TargetEnergy> energy = TargetEnergy.of(data, target, obstacle, seeds);
    double xi = energy.map(TargetEnergy::xi).orElseGet(this::withoutTarget);
    if (!obstacle.isEmpty()) {
      return withoutConstants(kernelName, energy, xi);
    }
    DensityNodes nodes = data.nodes(1 + data.localPower(), seeds.stream("theory/eigenvalues"));
    EigenvalueLaw eigenvalues = eigenvalueLaw(nodes);
    double lambda = ((Constant.Known) eigenvalues.lambda()).number();
    boolean corrected = xi < FiniteSampleCorrection.XI_LIMIT;
    FiniteSampleCorrection functions =
        new FiniteSampleCorrection(data.nu(), corrected ? xi : withoutTarget());
    FiniteSamplePrediction prediction =
        new LocalPrediction(
            samples,
            functions,
            localLambdas(nodes),
            energy.filter(e -> corrected).flatMap(TargetEnergy::bins).orElse(null));
    return new Laws(
        kernelName,
        data.dimension(),
        samples,
        eigenvalues,
        energy.map(e -> partialSumLaw(e, (Constant.Known) eigenvalues.lambda())),
        energy.map(e -> new LossLaw(e.xi(), e.lossConstant(), e.caveats())),
        data.firstCorrection(),
        Optional.of(
            ValidityWindow.of(data.dimension(), lambda, functions, prediction)
                .until(data.kernel().lastIndex(), lambda, data.nu())),
        Optional.of(prediction),
        corrected ? data.caveats() : withCaveat(data.caveats(), xi));
  }

  /** ξ of a target that jumps everywhere alike, where there is none. */
  private double withoutTarget() {
    return 1 / (data.dimension() + data.kernel().order());
  }

  private static List<String> withCaveat(List<String> caveats, double xi) {
    List<String> all = new ArrayList<>(caveats);
    all.add(
        String.format(
            Locale.ROOT,
            "Partial sums and loss are compared with their bare laws: the corrections for finite"
                + " samples hold for ξ < 2 only, here ξ = %.4g.",
            xi));
    return all;
  }

  private Laws withoutConstants(String kernelName, Optional<TargetEnergy> energy, double xi) {
    Constant missing = new Constant.Missing(obstacle);
    return new Laws(
        kernelName,
        data.dimension(),
        samples,
        new EigenvalueLaw(data.nu(), missing, Double.NaN, List.of()),
        energy.map(e -> new PartialSumLaw(xi * data.nu(), missing, e.caveats())),
        energy.map(e -> new LossLaw(xi, missing, e.caveats())),
        data.firstCorrection(),
        Optional.empty(),
        Optional.empty(),
        data.caveats());
  }

  /** Λ = ⟨u⟩^ν, u = γ_x μ^{−α/(d+α)}; ω = ⟨u²⟩/⟨u⟩². */
  private EigenvalueLaw eigenvalueLaw(DensityNodes nodes) {
    double nu = data.nu();
    double p = data.localPower();
    Estimate estimate = nodes.integralAt(1 + p, data::logGamma);
    Estimate mean = estimate;
    double least = 1;
    for (DataGeometry other : data.others()) {
      double value = nodes.integralAt(1 + p, other::logGamma).value();
      mean = mean.besides(value);
      least = Math.min(least, value / estimate.value());
    }
    boolean finite = 1 + 2 * p > 0 || !data.mayHaveTails();
    double square =
        finite
            ? nodes.integralAt(1 + 2 * p, x -> 2 * data.logGamma(x)).value()
            : Double.POSITIVE_INFINITY;
    double lambda = Math.pow(mean.value(), nu);
    Constant constant =
        new Constant.Known(lambda, nu * mean.relativeError() * lambda, "by " + nodes.method());
    List<String> caveats = new ArrayList<>();
    if (nodes.isRandom() && mean.isDistrusted()) {
      caveats.add(heavyTail("Λ", mean));
    }
    if (least < GATHERED) {
      caveats.add(gathered(Math.pow(least, nu)));
    }
    return new EigenvalueLaw(nu, constant, square / (mean.value() * mean.value()), caveats);
  }

  private static String gathered(double share) {
    return String.format(
        Locale.ROOT,
        "Neurons gather more closely than their number resolves: a quarter as many neighbours give"
            + " %.2g times this Λ. There is no single constant then, modes of larger n see a smaller"
            + " one (a mean-field network of 4000 neurons at t = 100, where a quarter as many gave"
            + " 0.77: measured over predicted 0.96 at n = 60, 0.80 at 100, 0.52 at 300).",
        share);
  }

  static String heavyTail(String constant, Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "One point carries %.1f %% of the average behind %s (tail index %.2f): its error bar is not"
            + " to be trusted.",
        100 * estimate.largestShare(),
        constant,
        estimate.hillIndex());
  }

  /** K = S Λ^ξ; the errors of S and Λ are independent. */
  private PartialSumLaw partialSumLaw(TargetEnergy energy, Constant.Known lambda) {
    double xi = energy.xi();
    Constant k =
        energy.constant() instanceof Constant.Known s
            ? new Constant.Known(
                s.number() * Math.pow(lambda.number(), xi),
                s.number()
                    * Math.pow(lambda.number(), xi)
                    * Math.hypot(s.relativeError(), xi * lambda.relativeError()),
                s.explanation() + "; Λ " + lambda.explanation())
            : energy.constant();
    return new PartialSumLaw(xi * data.nu(), k, energy.caveats());
  }

  private LocalBins localLambdas(DensityNodes nodes) {
    double[] log =
        nodes.map(i -> data.logLambda(nodes.point(i), nodes.logPower(i, data.localPower())));
    double[] weight = nodes.terms(1, norm2 -> 0);
    double sum = java.util.Arrays.stream(weight).sum();
    for (int i = 0; i < weight.length; i++) {
      weight[i] /= sum;
    }
    return LocalBins.of(log, weight);
  }
}
