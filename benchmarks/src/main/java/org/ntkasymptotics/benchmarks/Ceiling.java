package org.ntkasymptotics.benchmarks;

/** What a machine can do at most, on matrices of n rows; nothing is timed but the three calls. */
interface Ceiling extends AutoCloseable {
  /** Its memory: fresh memory filled on the processor (8 n² bytes), copied on a device (16 n²). */
  long memory();

  /** One product of (n, n) matrices of doubles, or one on each thread. */
  long gemmDouble();

  /** The same in single precision. */
  long gemmSingle();

  /** Bytes of {@link #memory}. */
  double bytes();

  /** Operations of a product, those of all threads together. */
  double flops();

  /** What was allocated by {@link #memory} goes. */
  void free();

  @Override
  void close();
}
