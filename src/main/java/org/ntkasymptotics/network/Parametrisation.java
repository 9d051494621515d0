package org.ntkasymptotics.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How the output of a network, and with it the learning rate, scales with its width N.
 *
 * <p>Both have the same kernel at initialisation, at any width: the output scale of mean field is
 * smaller by √N, so each gradient is smaller by √N, and the rate is N times as large (theory,
 * section 7). What differs is how far the weights move: by O(1/√N) in the NTK parametrisation, by
 * O(1) in mean field, whose kernel changes in the course of training.
 */
public enum Parametrisation {
  /** f = σ_w/√N Σ cᵢ φ(zᵢ), W ← W − η ∇L. */
  NTK("ntk"),
  /** f = σ_w/N Σ cᵢ φ(zᵢ), W ← W − η N ∇L; the paper's form has σ_w = σ_b = 1. */
  MEAN_FIELD("mean-field");

  private final String word;

  Parametrisation(String word) {
    this.word = word;
  }

  /** The word of options and files. */
  public String word() {
    return word;
  }

  /**
   * The parametrisation of that word.
   *
   * @throws IllegalArgumentException for any other word
   */
  public static Parametrisation from(String word) {
    return Arrays.stream(values())
        .filter(p -> p.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "parametrisation must be "
                        + Arrays.stream(values())
                            .map(Parametrisation::word)
                            .collect(Collectors.joining(" or "))
                        + ", is "
                        + word));
  }

  /** What the sum over N output neurons is multiplied by. */
  public double outputScale(double sigmaW, int width) {
    return this == NTK ? sigmaW / Math.sqrt(width) : sigmaW / width;
  }

  /** What the step size η multiplies beside the gradient, so that time is η × steps in both. */
  public double rateFactor(int width) {
    return this == NTK ? 1 : width;
  }
}
