package org.ntkasymptotics.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows {@code from} … {@code to} − 1 of a product: what one task computes and what is lost with it.
 *
 * @param from first row
 * @param to one past the last row
 */
record RowBlock(int from, int to) implements Serializable {
  /** Kernel entries of a task at least: a few tenths of a second, against Spark's milliseconds. */
  static final long ENTRIES_AT_LEAST = 1L << 28;

  /** Kernel entries of a task at most, a core: about a minute, which is what a failure may cost. */
  static final long ENTRIES_AT_MOST = 1L << 35;

  /** Tasks a slot, so that slow machines take fewer. */
  private static final int ROUNDS = 4;

  /** Number of rows. */
  int rows() {
    return to - from;
  }

  /**
   * Blocks of nearly equal size that cover some rows of a product.
   *
   * @param order M: entries in a row
   * @param from first row
   * @param to one past the last row
   * @param slots tasks that run at the same time
   * @param cores of a task
   */
  static List<RowBlock> covering(int order, int from, int to, int slots, int cores) {
    long entries = (long) order * (to - from);
    long balanced = Math.min((long) ROUNDS * slots, Math.max(slots, entries / ENTRIES_AT_LEAST));
    long most = ENTRIES_AT_MOST * cores;
    long blocks = Math.max(balanced, (entries + most - 1) / most);
    return evenly(from, to, (int) Math.min(blocks, to - from));
  }

  /** So many blocks whose sizes differ by at most one row. */
  static List<RowBlock> evenly(int from, int to, int blocks) {
    List<RowBlock> all = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      all.add(new RowBlock(bound(from, to, blocks, b), bound(from, to, blocks, b + 1)));
    }
    return all;
  }

  private static int bound(int from, int to, int blocks, int b) {
    return from + (int) ((long) (to - from) * b / blocks);
  }
}
