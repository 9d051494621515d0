package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.ntkasymptotics.config.SweepPoint;

/**
 * Points of a sweep and the workers that take them, each in a thread of its own where there are
 * several. A worker that is lost gives its point back if another one takes it.
 */
final class SweepQueue {
  private final List<SweepPoint> open;
  private final List<SweepRun.Worker> workers;
  private final BiFunction<SweepPoint, SweepRun.Worker, SweepRun.End> run;
  private final Map<SweepPoint, SweepRun.End> ends = new HashMap<>();
  private int running;
  private Throwable failure;

  /** Points in their order. */
  SweepQueue(
      List<SweepPoint> points,
      List<SweepRun.Worker> workers,
      BiFunction<SweepPoint, SweepRun.Worker, SweepRun.End> run) {
    this.open = new ArrayList<>(points);
    this.workers = new ArrayList<>(workers);
    this.run = run;
  }

  /** Has all points run; how each of them ended. */
  Map<SweepPoint, SweepRun.End> ends() {
    if (workers.size() == 1) {
      open.forEach(point -> ends.put(point, run.apply(point, workers.get(0))));
      return ends;
    }
    List<Thread> threads = new ArrayList<>();
    for (SweepRun.Worker worker : List.copyOf(workers)) {
      Thread thread = new Thread(() -> work(worker), "points " + threads.size());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while points are computed", e);
    }
    if (failure != null) {
      throw new IllegalStateException("a thread of the sweep failed", failure);
    }
    return ends;
  }

  private void work(SweepRun.Worker worker) {
    try {
      SweepPoint point;
      while ((point = take(worker)) != null) {
        SweepRun.End end = run.apply(point, worker);
        boolean lost = end.kind() == SweepRun.Kind.FAILED && !worker.works();
        if (!ended(point, end, worker, lost)) {
          return;
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      fail(e);
    }
  }

  /** The next point for a worker; waits while one may be given back; null when there is none. */
  private synchronized SweepPoint take(SweepRun.Worker worker) throws InterruptedException {
    while (failure == null) {
      for (SweepPoint point : open) {
        if (worker.takes(point)) {
          open.remove(point);
          running++;
          return point;
        }
      }
      if (running == 0) {
        return null;
      }
      wait();
    }
    return null;
  }

  /** Whether the worker goes on; a lost one does if some points are nobody else's. */
  private synchronized boolean ended(
      SweepPoint point, SweepRun.End end, SweepRun.Worker worker, boolean lost) {
    running--;
    notifyAll();
    boolean replaced =
        lost
            && Stream.concat(Stream.of(point), open.stream())
                .allMatch(p -> !worker.takes(p) || takenByOthers(p, worker));
    if (replaced) {
      open.add(0, point);
      workers.remove(worker);
    } else {
      ends.put(point, end);
    }
    return !replaced;
  }

  private boolean takenByOthers(SweepPoint point, SweepRun.Worker worker) {
    return workers.stream().anyMatch(other -> other != worker && other.takes(point));
  }

  private synchronized void fail(Throwable e) {
    failure = failure == null ? e : failure;
    notifyAll();
  }
}
