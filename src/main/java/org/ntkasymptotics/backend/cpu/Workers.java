package org.ntkasymptotics.backend.cpu;

import java.util.function.IntConsumer;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.linalg.ParallelRanges;

/**
 * Threads that share out numbered tasks, taken in increasing order: a task may wait for an earlier
 * one.
 */
final class Workers {
  private final ParallelRanges ranges;

  /** That many threads, the caller among them. */
  Workers(int threads) {
    this.ranges = new ParallelRanges(threads);
  }

  /** The same threads as loops over ranges. */
  ParallelRanges ranges() {
    return ranges;
  }

  /** Number of threads, the caller included. */
  int threads() {
    return ranges.threads();
  }

  /** Runs tasks 0 … count − 1 and returns when all are done; the first failure is thrown here. */
  void run(int count, IntConsumer task) {
    run(count, task, Meter.SILENT);
  }

  /** The same, telling the meter from the calling thread. */
  void run(int count, IntConsumer task, Meter meter) {
    Thread caller = Thread.currentThread();
    ranges.forEach(
        count,
        1,
        (from, to) -> {
          task.accept(from);
          if (Thread.currentThread() == caller) {
            meter.at((double) to / count);
          }
        });
  }
}
