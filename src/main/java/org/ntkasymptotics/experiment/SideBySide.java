package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Independent tasks on several machines, each of which takes one after the other in a thread of its
 * own. A machine that is lost gives its task back if another one takes it, and gets no more. With
 * one machine all is done in the caller's thread, in order.
 *
 * @param <T> tasks
 * @param <W> machines
 * @param <R> how a task ends
 */
final class SideBySide<T, W, R> {
  private final List<T> open;
  private final List<W> machines;
  private final Work<T, W, R> work;
  private final Map<T, R> ends = new HashMap<>();
  private int running;
  private Throwable failure;

  /** What is to be done. */
  interface Work<T, W, R> {
    /** Does a task; what it throws ends everything. */
    R run(T task, W machine);

    /** Whether the task is one for the machine. */
    default boolean takes(W machine, T task) {
      return true;
    }

    /** Whether a task ended so because the machine is lost; asked only where there are several. */
    boolean isLost(W machine, R end);
  }

  private SideBySide(List<T> tasks, List<W> machines, Work<T, W, R> work) {
    this.open = new ArrayList<>(tasks);
    this.machines = new ArrayList<>(machines);
    this.work = work;
  }

  /** Has all tasks done; how each of them ended. */
  static <T, W, R> Map<T, R> ends(List<T> tasks, List<W> machines, Work<T, W, R> work) {
    SideBySide<T, W, R> all = new SideBySide<>(tasks, machines, work);
    if (machines.size() == 1) {
      tasks.forEach(task -> all.ends.put(task, work.run(task, machines.get(0))));
    } else {
      all.runThreads();
    }
    return all.ends;
  }

  private void runThreads() {
    List<Thread> threads = new ArrayList<>();
    for (W machine : List.copyOf(machines)) {
      Thread thread = new Thread(() -> work(machine), "machine " + threads.size());
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
      throw new IllegalStateException("interrupted while machines work", e);
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException("a machine's thread failed", failure);
    }
  }

  private void work(W machine) {
    try {
      T task;
      while ((task = take(machine)) != null) {
        R end = work.run(task, machine);
        if (!goesOn(machine, task, end, work.isLost(machine, end))) {
          return;
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      fail(e);
    }
  }

  /** The next task of a machine; waits while one may be given back; null when there is none. */
  private synchronized T take(W machine) throws InterruptedException {
    while (failure == null) {
      for (T task : open) {
        if (work.takes(machine, task)) {
          open.remove(task);
          running++;
          return task;
        }
      }
      if (running == 0) {
        return null;
      }
      wait();
    }
    return null;
  }

  /** Whether the machine goes on; a lost one does if some tasks are nobody else's. */
  private synchronized boolean goesOn(W machine, T task, R end, boolean lost) {
    running--;
    notifyAll();
    boolean replaced =
        lost
            && Stream.concat(Stream.of(task), open.stream())
                .allMatch(t -> !work.takes(machine, t) || othersTake(t, machine));
    if (replaced) {
      open.add(0, task);
      machines.remove(machine);
    } else {
      ends.put(task, end);
    }
    return !replaced;
  }

  private boolean othersTake(T task, W machine) {
    return machines.stream().anyMatch(other -> other != machine && work.takes(other, task));
  }

  private synchronized void fail(Throwable e) {
    failure = failure == null ? e : failure;
    notifyAll();
  }
}
