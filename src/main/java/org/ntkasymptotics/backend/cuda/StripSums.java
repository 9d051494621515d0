package org.ntkasymptotics.backend.cuda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ntkasymptotics.backend.cuda.ProductStrips.Span;
import org.ntkasymptotics.backend.cuda.ProductStrips.Task;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * A product put together on the host from what tasks gave, in whatever order they end: every strip
 * adds what its partners gave in their order, and what comes too early waits.
 */
final class StripSums {
  private final RowMatrix out;
  private final List<Span> strips;
  private final Map<Part, double[]> waiting = new HashMap<>();
  private final Map<Part, Integer> next = new HashMap<>();

  /** Zeros, for k vectors. */
  StripSums(ProductStrips strips, int k) {
    this.out = RowMatrix.zeros(k, strips.order());
    this.strips = strips.strips();
  }

  /**
   * What one strip gets for some vectors.
   *
   * @param strip number of the strip
   * @param partner number of the other strip of the task
   * @param vector the first of the vectors
   */
  private record Part(int strip, int partner, int vector) {
    Part with(int other) {
      return new Part(strip, other, vector);
    }
  }

  /**
   * Adds what a task gave, or has it wait.
   *
   * @param given (vectors, n) for the rows' points and, but on the diagonal, for the columns'
   */
  void add(Task task, List<double[]> given) {
    int first = strips.indexOf(task.first());
    int second = strips.indexOf(task.second());
    add(new Part(first, second, task.vector()), given.get(0));
    if (first != second) {
      add(new Part(second, first, task.vector()), given.get(1));
    }
  }

  private void add(Part part, double[] numbers) {
    waiting.put(part, numbers);
    Part strip = part.with(0);
    int turn = next.getOrDefault(strip, 0);
    for (double[] due; (due = waiting.remove(part.with(turn))) != null; turn++) {
      Span span = strips.get(part.strip());
      int n = span.length();
      for (int at = 0; at < due.length; at++) {
        int place = (part.vector() + at / n) * out.columns() + span.from() + at % n;
        out.array()[place] += due[at];
      }
    }
    next.put(strip, turn);
  }

  /** (k, M), once all tasks were added. */
  RowMatrix total() {
    if (!waiting.isEmpty()) {
      throw new IllegalStateException(waiting.size() + " parts of a product wait for others");
    }
    return out;
  }
}
