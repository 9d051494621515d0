package org.ntkasymptotics.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.random.Seeds;

/**
 * An initial error from labels, as if the network began at zero: δf is minus the target up to a
 * sign, which no law depends on.
 *
 * @param code how a digit becomes a number
 * @param digit the one of {@link Code#ONE}, else −1
 * @param centered whether the mean over the points is subtracted
 */
public record LabelTarget(Code code, int digit, boolean centered) implements Target {

  /** How a digit becomes a number. */
  public enum Code {
    /** One digit +1, all others −1. */
    ONE,
    /** Even digits +1, odd ones −1. */
    PARITY,
    /** The digit itself. */
    VALUE;

    /** The word in files and on the command line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private double of(int label, int digit) {
      return switch (this) {
        case ONE -> label == digit ? 1 : -1;
        case PARITY -> label % 2 == 0 ? 1 : -1;
        case VALUE -> label;
      };
    }
  }

  public LabelTarget {
    if (code == Code.ONE ? digit < 0 || digit > 9 : digit != -1) {
      throw new IllegalArgumentException("one must be a digit from 0 to 9, is " + digit);
    }
  }

  /** One digit against the others. */
  public static LabelTarget one(int digit) {
    return new LabelTarget(Code.ONE, digit, false);
  }

  /** Even against odd digits. */
  public static LabelTarget parity() {
    return new LabelTarget(Code.PARITY, -1, false);
  }

  /** The digit less the mean digit. */
  public static LabelTarget value() {
    return new LabelTarget(Code.VALUE, -1, true);
  }

  /**
   * Refuses digits that this target does not tell apart.
   *
   * @throws IllegalArgumentException if nothing would be learned
   */
  public void requireDistinct(List<Integer> digits) {
    if (digits.stream().map(d -> code.of(d, digit)).distinct().count() < 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the target label:%s is the same for all of the digits %s: choose other digits or"
                  + " another target",
              code == Code.ONE ? "one=" + digit : code.word(),
              digits));
    }
  }

  @Override
  public double[] draw(Dataset dataset, Seeds seeds, ParallelRanges parallel) {
    Labels labels =
        dataset
            .labels()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a label target needs points with labels, such as those of --mnist"));
    double[] residual = new double[labels.count()];
    Arrays.setAll(residual, i -> code.of(labels.get(i), digit));
    if (centered) {
      double mean = Arrays.stream(residual).average().orElseThrow();
      Arrays.setAll(residual, i -> residual[i] - mean);
    }
    return residual;
  }
}
