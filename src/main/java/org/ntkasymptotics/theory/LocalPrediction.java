package org.ntkasymptotics.theory;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finite-M predictions for a density that is not uniform: every region has its own Λ, and the sums
 * run over regions.
 *
 * <p>Formula: number of eigenvalues above y = M ⟨G(y M^ν/Λ_loc)⟩, energy below y = Σ S_i (Λ_i
 * M^−ν)^ξ S(y M^ν/Λ_i), L_M(t) = ½ Γ(1+ξ)(2t)^−ξ Σ S_i R_ξ(2 t Λ_i M^−ν). Source: theory, section
 * 9. Interpolation and binning add below 2e-4 relative to the functions of {@link
 * FiniteSampleCorrection}, asserted by LocalPredictionTest on a uniform density.
 */
final class LocalPrediction implements FiniteSamplePrediction {
  private static final int GRID = 1200;

  private final int samples;
  private final FiniteSampleCorrection functions;
  private final LocalBins energies;
  private final double[] logY;
  private final double[] counts;

  /**
   * A prediction.
   *
   * @param eigenvalues local Λ with the share of μ where it holds (sum 1)
   * @param energies local Λ with the energy there; null where the target has no law
   */
  LocalPrediction(
      int samples, FiniteSampleCorrection functions, LocalBins eigenvalues, LocalBins energies) {
    this.samples = samples;
    this.functions = functions;
    this.energies = energies;
    double nu = functions.nu();
    double logM = Math.log(samples);
    double[] log = eigenvalues.logLambda();
    double low = log[0] - nu * logM + Math.log(functions.smallestZeta());
    double high = log[0];
    // The mean of Λ^{1/ν} bounds the largest eigenvalue, at n = ½ and a little beyond.
    double mean = 0;
    for (int i = 0; i < log.length; i++) {
      mean += eigenvalues.weight()[i] * Math.exp((log[i] - high) / nu);
    }
    high += nu * (Math.log(mean) + Math.log(8));
    logY = new double[GRID];
    counts = new double[GRID];
    double from = low;
    double step = (high - low) / (GRID - 1);
    Arrays.setAll(logY, i -> from + i * step);
    IntStream.range(0, GRID)
        .parallel()
        .forEach(i -> counts[i] = samples * shareAbove(eigenvalues, logY[i] + nu * logM));
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public boolean hasLoss() {
    return energies != null;
  }

  @Override
  public double[] eigenvalues() {
    double[] lambda = new double[samples];
    for (int n = 0; n < samples; n++) {
      lambda[n] = Math.exp(logEigenvalue(n + 0.5));
    }
    return lambda;
  }

  @Override
  public double[] partialSums() {
    requireLoss();
    double[] below = new double[GRID];
    IntStream.range(0, GRID).parallel().forEach(i -> below[i] = energyBelow(logY[i]));
    double[] sums = new double[samples];
    for (int n = 0; n < samples; n++) {
      double log = logEigenvalue(Math.max(n, 0.5));
      double place = (log - logY[0]) / (logY[1] - logY[0]);
      int i = (int) Math.min(GRID - 2, Math.max(0, place));
      double share = Math.min(1, Math.max(0, place - i));
      sums[n] =
          below[i] > 0 ? below[i] * Math.pow(below[i + 1] / below[i], share) : below[i + 1] * share;
    }
    return sums;
  }

  @Override
  public double[] losses(double[] times) {
    requireLoss();
    double xi = functions.xi();
    double scale = -functions.nu() * Math.log(samples);
    double[] losses = new double[times.length];
    for (int k = 0; k < times.length; k++) {
      double sum = 0;
      for (int i = 0; i < energies.weight().length; i++) {
        double tau = 2 * times[k] * Math.exp(energies.logLambda()[i] + scale);
        sum += energies.weight()[i] * functions.lossFactor(tau);
      }
      losses[k] = LocalEnergy.lossPerEnergy(xi) * Math.pow(times[k], -xi) * sum;
    }
    return losses;
  }

  private void requireLoss() {
    if (energies == null) {
      throw new IllegalStateException(
          "the target has no known law, so there is no loss to predict");
    }
  }

  private double shareAbove(LocalBins bins, double logScaled) {
    double sum = 0;
    for (int i = 0; i < bins.weight().length; i++) {
      sum += bins.weight()[i] * functions.share(Math.exp(logScaled - bins.logLambda()[i]));
    }
    return sum;
  }

  private double energyBelow(double log) {
    double xi = functions.xi();
    double scale = -functions.nu() * Math.log(samples);
    double sum = 0;
    for (int i = 0; i < energies.weight().length; i++) {
      double logLocal = energies.logLambda()[i] + scale;
      sum +=
          energies.weight()[i]
              * Math.exp(xi * logLocal)
              * functions.energyBelow(Math.exp(log - logLocal));
    }
    return sum;
  }

  /** log λ with {@code count} eigenvalues above it, by interpolation of log count in log λ. */
  private double logEigenvalue(double count) {
    int low = 0;
    int high = GRID - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (counts[middle] >= count) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double rise = Math.log(counts[high] / counts[low]);
    double share = rise == 0 ? 0 : Math.log(count / counts[low]) / rise;
    return logY[low] + (logY[high] - logY[low]) * share;
  }
}
