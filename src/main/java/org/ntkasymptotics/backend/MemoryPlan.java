package org.ntkasymptotics.backend;

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
              java.util.Locale.ROOT,
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
