package org.ntkasymptotics.theory;

import java.util.Locale;
import java.util.Optional;

/**
 * Until when a network of finite width follows the laws, which are those of infinite width.
 *
 * <p>Source: theory, section 7. The kernel of N neurons is smooth between their hyperplanes, so
 * that small eigenvalues are missing and late losses too large. Measured for one hidden layer of
 * ReLUs: by 5 % from n*(t) = (2 Λ t)^{1/ν} = N/30 (d = 2) and N/20 (d = 3) on; in d = 1 one network
 * differs from another by √(n* / N).
 *
 * @param neurons N
 * @param index n*(t) up to which the loss is within 5 %
 * @param time the t of that
 * @param afterLawsSetIn whether that is later than the laws themselves begin to hold
 */
public record WidthLimit(int neurons, double index, double time, boolean afterLawsSetIn) {
  private static final double ALLOWED = 0.05;

  /** The limit; empty where Λ is missing. */
  public static Optional<WidthLimit> of(Laws laws, int neurons) {
    if (laws.eigenvalues().lambda().value().isEmpty()) {
      return Optional.empty();
    }
    int d = laws.dimension();
    double index = neurons * (d == 1 ? ALLOWED * ALLOWED : d == 2 ? 1.0 / 30 : 1.0 / 20);
    double lambda = laws.eigenvalues().lambda().value().getAsDouble();
    double time = Math.pow(index, laws.eigenvalues().nu()) / (2 * lambda);
    return Optional.of(new WidthLimit(neurons, index, time, index > ValidityWindow.firstIndex(d)));
  }

  /** In words. */
  public String words() {
    return String.format(
            Locale.ROOT,
            "A network of N = %d neurons can be expected to follow these laws of infinite width to"
                + " 5 %% until t = %.3g, n*(t) = %.3g; later its loss is larger",
            neurons,
            time,
            index)
        + (afterLawsSetIn ? "." : ". That is before the laws set in: it takes a wider network.");
  }
}
