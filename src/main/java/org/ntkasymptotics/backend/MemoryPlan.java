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
 * @param largest the largest M that would do
 * @param bound what else than memory bounds {@code largest}, in words; empty if nothing does
 * @param device whose memory it is; empty for this computer's own
 */
public record MemoryPlan(
    String operation,
    long points,
    long bytes,
    long available,
    long largest,
    String bound,
    String device) {

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
    return new MemoryPlan(operation, points, bytes.applyAsLong(points), available, fits, "", "");
  }

  /** Whether it fits. */
  public boolean fits() {
    return bytes <= available && (bound.isEmpty() || points <= largest);
  }

  /**
   * The same where something else than memory bounds M.
   *
   * @param most the largest M that it allows
   * @param what bounds it, in words
   */
  public MemoryPlan limited(long most, String what) {
    return most < largest
        ? new MemoryPlan(operation, points, bytes, available, most, what, device)
        : this;
  }

  /** The same for memory that is not this computer's own. */
  public MemoryPlan on(String name) {
    return new MemoryPlan(operation, points, bytes, available, largest, bound, name);
  }

  /** The plan for the rest of the work when so many of its bytes are allocated already. */
  public MemoryPlan withAllocated(long allocated) {
    return new MemoryPlan(operation, points, bytes - allocated, available, largest, bound, device);
  }

  /**
   * Returns this plan if it fits.
   *
   * @throws IllegalArgumentException otherwise, naming the M that would fit
   */
  public MemoryPlan orRefuse() {
    if (!bound.isEmpty() && points > largest) {
      throw new IllegalArgumentException(
          operation
              + " with M = "
              + points
              + " is too large: "
              + bound
              + ": M = "
              + largest
              + " would fit"
              + otherMemory());
    }
    if (!fits()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s with M = %d needs %.1f GiB of memory and %.1f GiB are free%s: M = %d would fit%s",
              operation,
              points,
              bytes / 0x1p30,
              available / 0x1p30,
              device.isEmpty() ? "" : " on " + device,
              largest,
              otherMemory()));
    }
    return this;
  }

  private String otherMemory() {
    return device.isEmpty() ? "" : ", or use --backend cpu with this computer's memory";
  }
}
