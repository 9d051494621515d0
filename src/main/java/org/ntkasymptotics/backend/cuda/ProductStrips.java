package org.ntkasymptotics.backend.cuda;

import java.util.ArrayList;
import java.util.List;

/**
 * The points of a product cut into strips, which M alone decides: a pair of strips is a task, done
 * for both halves of the matrix, and every strip of the result adds up what the tasks give it in
 * the order of its partners. So neither who does a task nor when changes a bit.
 *
 * @param order M
 * @param length of every strip but the last, in points
 * @param region rows and columns of one launch, at most
 */
record ProductStrips(int order, int length, int region) {
  /** More make smaller tasks for machines to share, and more partial results to add. */
  private static final int MOST = 16;

  /** Fewer points do not occupy a device. */
  private static final int LEAST = 4096;

  /** Bounds the partial sums of a launch to 75 MB. */
  private static final int REGION = 16 * CudaProduct.PRODUCT_COLUMNS;

  /** Strips of M points. */
  static ProductStrips of(int order) {
    int count = Math.max(1, Math.min(MOST, order / LEAST));
    int even = (order + count - 1) / count;
    int unit = CudaProduct.PRODUCT_COLUMNS;
    return new ProductStrips(order, (even + unit - 1) / unit * unit, REGION);
  }

  /**
   * Neighbouring points.
   *
   * @param from the first
   * @param to after the last
   */
  record Span(int from, int to) {
    int length() {
      return to - from;
    }

    /** The same cut into pieces of at most so many points. */
    List<Span> pieces(int most) {
      List<Span> pieces = new ArrayList<>();
      for (int start = from; start < to; start += Math.min(most, to - start)) {
        pieces.add(new Span(start, start + Math.min(most, to - start)));
      }
      return pieces;
    }
  }

  /**
   * What some vectors get from one pair of strips.
   *
   * @param first rows
   * @param second columns; the rows again, or after them
   * @param vector the first of the vectors
   * @param vectors how many
   */
  record Task(Span first, Span second, int vector, int vectors) {
    /** The pair is one strip with itself. */
    boolean diagonal() {
      return first.equals(second);
    }

    /** Entries that are computed. */
    long entries() {
      long all = (long) first.length() * second.length();
      return diagonal() ? (all + first.length()) / 2 : all;
    }
  }

  /** The strips in their order. */
  List<Span> strips() {
    return new Span(0, order).pieces(length);
  }

  /** Everything to be done for k vectors, in the order in which the results are added. */
  List<Task> tasks(int k) {
    List<Span> strips = strips();
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < strips.size(); i++) {
      add(strips.get(i), strips.subList(i, strips.size()), k, tasks);
    }
    return tasks;
  }

  /** The same for what points before {@code split} and those from it on give each other. */
  List<Task> tasksAcross(int split, int k) {
    List<Task> tasks = new ArrayList<>();
    for (Span first : new Span(0, split).pieces(length)) {
      add(first, new Span(split, order).pieces(length), k, tasks);
    }
    return tasks;
  }

  private static void add(Span first, List<Span> seconds, int k, List<Task> tasks) {
    for (Span second : seconds) {
      for (int vector = 0; vector < k; vector += CudaProduct.PRODUCT_VECTORS) {
        int vectors = Math.min(CudaProduct.PRODUCT_VECTORS, k - vector);
        tasks.add(new Task(first, second, vector, vectors));
      }
    }
  }
}
