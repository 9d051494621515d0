package org.ntkasymptotics.theory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.Target;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.random.Seeds;

/**
 * Everything predicted for a kernel, data and target.
 *
 * @param kernel the kernel as the command line says it
 * @param dimension d, or d − 1 for points on a sphere in R^d
 * @param samples M
 * @param eigenvalues λₙ ≈ Λ (n + ½)^−ν
 * @param partialSums sₙ ≈ K n^−κ; empty where the target has no known law (a file)
 * @param loss L(t) ≈ C t^−ξ; empty where the target has no known law
 * @param firstCorrection s of the first correction 1 + a n^−s to the laws, as far as theory knows
 *     it
 * @param window where the laws can be expected to hold; empty where Λ is missing
 * @param finiteSample predictions for M points; empty where Λ is missing
 * @param caveats what concerns the data and therefore all laws
 */
public record Laws(
    String kernel,
    int dimension,
    int samples,
    EigenvalueLaw eigenvalues,
    Optional<PartialSumLaw> partialSums,
    Optional<LossLaw> loss,
    OptionalDouble firstCorrection,
    Optional<ValidityWindow> window,
    Optional<FiniteSamplePrediction> finiteSample,
    List<String> caveats) {

  /** Copies the caveats. */
  public Laws {
    caveats = List.copyOf(caveats);
  }

  /**
   * The laws for a target.
   *
   * @param seeds root of the random points that averages use, streams "theory/…"
   * @throws IllegalArgumentException if σ_b ≤ 0, of the kernel or of a Gaussian-process target
   */
  public static Laws of(NtkKernel kernel, Dataset dataset, Target target, Seeds seeds) {
    return LawsDerivation.of(kernel, dataset, Optional.of(target), seeds);
  }

  /** The law of the eigenvalues alone, without a target. */
  public static Laws of(NtkKernel kernel, Dataset dataset, Seeds seeds) {
    return LawsDerivation.of(kernel, dataset, Optional.empty(), seeds);
  }

  /** Whether theory knows the kernel's singularity where the data are. */
  public static boolean areKnown(NtkKernel kernel, Dataset dataset) {
    return !(kernel instanceof EmpiricalNtk empirical)
        || (NetworkSingularity.isKnown(empirical.network().layered())
            && empirical.network().shape().sigmaB() > 0
            && !dataset.isOnSphere());
  }

  /** The laws there are, eigenvalues first. */
  public List<PowerLaw> all() {
    return partialSums.isPresent() && loss.isPresent()
        ? List.of(eigenvalues, partialSums.get(), loss.get())
        : List.of(eigenvalues);
  }

  /**
   * The time and number of steps predicted to reach a loss.
   *
   * @param targetLoss &gt; 0
   * @param stepSize η &gt; 0, for the number of steps; see {@link LargestEigenvalue} for the bound
   *     2/λ₀
   * @throws IllegalArgumentException if an argument is not positive or the target has no law
   */
  public TimeToLoss timeToReach(double targetLoss, double stepSize) {
    return TimeToLoss.of(this, targetLoss, stepSize);
  }
}
