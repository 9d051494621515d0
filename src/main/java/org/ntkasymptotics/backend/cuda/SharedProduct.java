package org.ntkasymptotics.backend.cuda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.backend.cuda.ProductStrips.Task;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * (1/M) Θ V by several devices: each has the points and takes one pair of strips after the other,
 * and the host adds in an order that M alone decides, so that the bits are those of one device.
 *
 * <p>A device that fails is left out from then on, with a note, and others do its work; only when
 * none is left the product fails.
 */
final class SharedProduct implements KernelProduct {
  private final ProductStrips strips;
  private final List<CudaProduct> all;
  private final List<CudaProduct> working;
  private final Progress progress;

  /**
   * Takes over the same product on several devices.
   *
   * @param strips as all of them cut the points
   */
  SharedProduct(ProductStrips strips, List<CudaProduct> products, Progress progress) {
    this.strips = strips;
    this.all = List.copyOf(products);
    this.working = new ArrayList<>(products);
    this.progress = progress;
  }

  @Override
  public int order() {
    return strips.order();
  }

  /** Who shares products among machines has a product of its own on each device. */
  @Override
  public RowMatrix across(int split, RowMatrix vectors) {
    return working.get(0).across(split, vectors);
  }

  @Override
  public RowMatrix apply(RowMatrix vectors) {
    Shapes.requireLength(order(), vectors, "vector");
    if (vectors.rows() == 0) {
      return RowMatrix.zeros(0, order());
    }
    Round round = new Round(vectors);
    List<Thread> threads = new ArrayList<>();
    for (CudaProduct product : List.copyOf(working)) {
      Thread thread = new Thread(() -> round.work(product), "device " + product.device().index());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    try {
      return round.total();
    } finally {
      round.stop();
      threads.forEach(SharedProduct::await);
    }
  }

  /** Until it has left the device, whose memory others may free. */
  private static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    all.forEach(CudaProduct::close);
  }

  /**
   * How a task ended.
   *
   * @param task null if the device failed before any
   * @param given by it; empty if it failed
   * @param failure null if it did not
   */
  private record End(CudaProduct product, Task task, List<double[]> given, Throwable failure) {}

  /** One product: tasks to be taken, and what came of them. */
  private final class Round {
    private final RowMatrix vectors;
    private final Deque<Task> open;
    private final long entries;
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    private boolean over;

    Round(RowMatrix vectors) {
      this.vectors = vectors;
      this.open = new ArrayDeque<>(strips.tasks(vectors.rows()));
      this.entries = open.stream().mapToLong(Task::entries).sum();
    }

    /** The next task; null when all are done, for until then one may be given back. */
    private synchronized Task take() throws InterruptedException {
      while (open.isEmpty() && !over) {
        wait();
      }
      return over ? null : open.poll();
    }

    private synchronized void giveBack(Task task) {
      open.addFirst(task);
      notifyAll();
    }

    /** Nobody takes a task more. */
    synchronized void stop() {
      over = true;
      notifyAll();
    }

    /** A device's part, in a thread of its own. */
    void work(CudaProduct product) {
      Task task = null;
      try (CudaProduct.Share share = product.share(vectors)) {
        while ((task = take()) != null) {
          share.compute(task);
          ends.add(new End(product, task, share.toHost(task), null));
        }
      } catch (InterruptedException | RuntimeException | Error e) {
        ends.add(new End(product, task, List.of(), e));
      }
    }

    /** Puts together what the devices give, in the caller's thread. */
    RowMatrix total() {
      StripSums sums = new StripSums(strips, vectors.rows());
      Meter meter = new Meter(progress, CudaProduct.STAGE);
      for (long done = 0; done < entries; ) {
        End end = next();
        if (end.failure() == null) {
          sums.add(end.task(), end.given());
          done += end.task().entries();
          meter.at((double) done / entries);
        } else {
          leaveOut(end);
        }
      }
      meter.done();
      return sums.total();
    }

    private End next() {
      try {
        return ends.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ComputationException(CudaProduct.STAGE + ": interrupted", e);
      }
    }

    /** Only what a device did wrong concerns it alone. */
    private void leaveOut(End end) {
      if (!(end.failure() instanceof ComputationException)) {
        throw new IllegalStateException("a device's thread failed", end.failure());
      }
      ComputationException failure = (ComputationException) end.failure();
      working.remove(end.product());
      if (working.isEmpty()) {
        throw failure;
      }
      progress.note(
          "device "
              + end.product().device().index()
              + " is left out, the others do its work: "
              + failure.getMessage());
      if (end.task() != null) {
        giveBack(end.task());
      }
    }
  }
}
