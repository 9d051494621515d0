package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Precision;

/**
 * How the neurons of a wide network are taken: padded with zeros to whole blocks of so many, so
 * that what there is of z at a time, M numbers a neuron, stays in the device's second-level cache.
 *
 * @param neurons of a block
 * @param count of blocks
 */
record WideBlocks(int neurons, int count) {
  /** For measurements: {@code -Dntk.cuda.block=256} neurons. */
  private static final String PROPERTY = "ntk.cuda.block";

  /** Bytes of z, less than the second-level caches of large devices, 40 to 50 MB. */
  private static final long CACHED_BYTES = 32L << 20;

  /** Fewer neurons are no efficient product. */
  private static final int LEAST = 128;

  /** More would make long sums of outputs in single precision. */
  private static final int MOST = 4096;

  /** A warp's lanes share out the neurons of a block. */
  private static final int LANES = 32;

  /** Blocks of equal size for N neurons at M points. */
  static WideBlocks of(int neurons, long samples, Precision precision) {
    long cached = CACHED_BYTES / (samples * precision.bytes());
    long most = Integer.getInteger(PROPERTY, (int) Math.max(LEAST, Math.min(MOST, cached)));
    int count = Math.toIntExact((neurons - 1) / most + 1);
    int share = (neurons - 1) / count + 1;
    return new WideBlocks(Math.multiplyExact((share - 1) / LANES + 1, LANES), count);
  }

  /** N with the padding. */
  int padded() {
    return Math.multiplyExact(neurons, count);
  }

  /** The first neuron of a block. */
  int first(int block) {
    return block * neurons;
  }
}
