package org.ntkasymptotics.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A reproducible stream of random numbers: xoshiro256++ bits, and transformations that use only
 * correctly rounded operations and {@link StrictMath}, so that the values are the same everywhere.
 *
 * <p>Not thread-safe: one stream belongs to one thread.
 */
public final class RandomStream {
  private final UniformRandomProvider bits;
  private double spareGaussian = Double.NaN;

  RandomStream(long[] seed) {
    bits = RandomSource.XO_SHI_RO_256_PP.create(seed);
  }

  /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
  public double nextUniform() {
    return (bits.nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform on 0 … bound − 1. */
  public int nextInt(int bound) {
    return bits.nextInt(bound);
  }

  /** Standard normal, by Marsaglia's polar method. */
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    while (true) {
      double u = 2 * nextUniform() - 1;
      double v = 2 * nextUniform() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        double scale = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spareGaussian = v * scale;
        return u * scale;
      }
    }
  }
}
