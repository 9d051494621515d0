package org.ntkasymptotics.backend.cuda;

/**
 * Grids of passes over M points and the neurons at each.
 *
 * @param samples M
 * @param threads of a block
 */
record PassGrids(int samples, int threads) {
  private static final int WARP = 32;

  /** Points that a thread passes over at least. */
  private static final int LEAST_POINTS = 8;

  /** Blocks that fill any device. */
  private static final int MOST_BLOCKS = 1024;

  /** How many times so many items there are, rounded up. */
  static int rounds(long items, int size) {
    return Math.toIntExact((items - 1) / size + 1);
  }

  /** A thread for a neuron and every so many points. */
  KernelModule.Grid perNeuron(int neurons) {
    int points = Math.min(rounds(samples, LEAST_POINTS), MOST_BLOCKS);
    return new KernelModule.Grid(rounds(neurons, threads), points, threads);
  }

  /** A warp for each item. */
  KernelModule.Grid perWarp(int items) {
    return new KernelModule.Grid(rounds(items, threads / WARP), 1, threads);
  }

  /** A warp for each point. */
  KernelModule.Grid perPoint() {
    return perWarp(samples);
  }

  /** As many threads as are of use for a number each. */
  KernelModule.Grid flat(long count) {
    return new KernelModule.Grid(Math.min((count - 1) / threads + 1, MOST_BLOCKS), 1, threads);
  }
}
