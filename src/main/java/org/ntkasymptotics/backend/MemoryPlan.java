package org.ntkasymptotics.backend;

import java.util.Locale;
import java.util.function.LongUnaryOperator;

/**
 * What M points need in memory, and what is there.
 *
 * @param operation "gram", "modes" or "eigh", each including the matrix it works on
 * @param points M
 * @param bytes needed
 * @param available bytes that can be had now
 * @param largest the largest M that would fit into {@code available}
 */
public record MemoryPlan(String operation, long points, long bytes, long available, long largest) {

  /**
   * Plans an operation.
   *
   * @param bytes needed as a function of M, increasing
   */
  public static MemoryPlan of(
      String operation, long points, LongUnaryOperator bytes, long available) {
    long fits = 0;
    long tooMany = 1L << 24;
    while (tooMany - fits > 1) {
      long middle = (fits + tooMany) >>> 1;
      if (bytes.applyAsLong(middle) <= available) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return new MemoryPlan(operation, points, bytes.applyAsLong(points), available, fits);
  }

  /** Whether it fits. */
  public boolean fits() {
    return bytes <= available;
  }

  /**
   * Returns this plan if it fits.
   *
   * @throws IllegalArgumentException otherwise, naming the M that would fit
   */
  public MemoryPlan orRefuse() {
    if (!fits()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s with M = %d needs %.1f GiB of memory and %.1f GiB are free: M = %d would fit",
              operation,
              points,
              bytes / 0x1p30,
              available / 0x1p30,
              largest));
    }
    return this;
  }
}
