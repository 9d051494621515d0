package org.ntkasymptotics.linalg;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Loops over 0 … count − 1 shared among threads, in blocks whose boundaries depend on the block
 * size alone: a body that writes only what belongs to its block gives the same bits for any number
 * of threads.
 *
 * <p>The calling thread works too, and idle threads take the next block that nobody has taken, so
 * blocks of unequal cost are balanced and a call inside a call is harmless. The other threads are
 * daemons and end by themselves when they were idle for a minute: nothing needs to be closed and
 * nothing keeps the JVM alive.
 *
 * <p>Who waits, for work or for the last block, stays awake for a moment: loops of a tenth of a
 * millisecond, one after the other, would else take half as long again.
 */
public final class ParallelRanges {
  /**
   * About as long as it takes to wake a thread; the longest that a processor is kept for nothing.
   */
  private static final long AWAKE_NANOS = 50_000;

  private static final long IDLE_SECONDS = 60;

  private final int threads;
  private final ThreadPoolExecutor pool;

  /** The work on one block: indices from (inclusive) … to (exclusive). */
  @FunctionalInterface
  public interface Body {
    /** Does the indices from … to − 1; called at the same time for different blocks. */
    void run(int from, int to);
  }

  /** A term of a sum: the contribution of the indices from (inclusive) … to (exclusive). */
  @FunctionalInterface
  public interface Term {
    /** The sum over from … to − 1; called at the same time for different blocks. */
    double sum(int from, int to);
  }

  /**
   * Loops on this many threads, the calling one included.
   *
   * @throws IllegalArgumentException unless 1 ≤ threads ≤ 32767
   */
  public ParallelRanges(int threads) {
    if (threads < 1 || threads > 0x7fff) {
      throw new IllegalArgumentException("threads must lie in 1 ... 32767, is " + threads);
    }
    this.threads = threads;
    this.pool = threads == 1 ? null : pool(threads - 1);
  }

  private static ThreadPoolExecutor pool(int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new Tasks(), ParallelRanges::daemon);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "parallel-ranges");
    thread.setDaemon(true);
    return thread;
  }

  /** Whether something becomes true while the calling thread waits awake. */
  private static boolean soon(BooleanSupplier something) {
    long begin = System.nanoTime();
    while (!something.getAsBoolean()) {
      if (System.nanoTime() - begin > AWAKE_NANOS) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  /** What threads are to do; who finds nothing waits awake before it sleeps. */
  private static final class Tasks extends LinkedBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
      soon(() -> !isEmpty());
      return super.poll(timeout, unit);
    }
  }

  /** Loops on as many threads as the JVM sees processors. */
  public static ParallelRanges onAllProcessors() {
    return new ParallelRanges(Runtime.getRuntime().availableProcessors());
  }

  /** Number of threads, the calling one included. */
  public int threads() {
    return threads;
  }

  /**
   * Runs {@code body} on the blocks [0, blockSize), [blockSize, 2 blockSize), … of [0, count) and
   * returns when all are done; what the body wrote is then visible to the caller.
   *
   * <p>After a body has thrown, blocks that nobody has started are skipped and the first exception
   * is thrown here, itself and not a wrapper.
   */
  public void forEach(int count, int blockSize, Body body) {
    if (count < 0 || blockSize < 1) {
      throw new IllegalArgumentException(
          "a loop needs count >= 0 and blockSize >= 1, has " + count + " and " + blockSize);
    }
    Loop loop = new Loop(count, blockSize, body);
    int others = Math.min(threads, loop.blocks) - 1;
    for (int i = 0; i < others; i++) {
      pool.execute(loop);
    }
    loop.run();
    loop.awaitLastBlock();
  }

  /**
   * The sum of a term over all blocks, block results added in the order of the blocks: the same
   * bits for any number of threads.
   */
  public double sum(int count, int blockSize, Term term) {
    double[] parts = new double[count <= 0 ? 0 : (count - 1) / Math.max(1, blockSize) + 1];
    forEach(count, blockSize, (from, to) -> parts[from / blockSize] = term.sum(from, to));
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  /** One loop in progress. */
  private static final class Loop implements Runnable {
    final int blocks;
    private final int count;
    private final int blockSize;
    private final Body body;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Loop(int count, int blockSize, Body body) {
      this.count = count;
      this.blockSize = blockSize;
      this.body = body;
      this.blocks = count == 0 ? 0 : (count - 1) / blockSize + 1;
    }

    @Override
    public void run() {
      for (int block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
        if (failure.get() == null) {
          attempt(block);
        }
        if (done.incrementAndGet() == blocks && Thread.currentThread() != caller) {
          LockSupport.unpark(caller);
        }
      }
    }

    private void attempt(int block) {
      int from = block * blockSize;
      try {
        body.run(from, Math.min(blockSize, count - from) + from);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }

    /** Waits for blocks, not for threads: one that never got a processor is not waited for. */
    void awaitLastBlock() {
      boolean interrupted = false;
      soon(() -> done.get() == blocks);
      while (done.get() < blocks) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        caller.interrupt();
      }
      Throwable thrown = failure.get();
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
      if (thrown instanceof Error e) {
        throw e;
      }
    }
  }
}
