package org.ntkasymptotics.backend.cpu;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.ntkasymptotics.backend.Meter;

/**
 * Band to tridiagonal form by chasing bulges with Householder reflections, carrying a few rows.
 *
 * <p>Sweep s annihilates column s below the subdiagonal and pushes the bulge down in steps of b
 * rows. Source: C. H. Bischof, B. Lang, X. Sun, "A framework for symmetric band reduction", ACM
 * TOMS 26 (2000). Several sweeps run as one bundle, each one step behind the one before, so that
 * they meet their blocks in the cache; bundles run on different threads, each waiting until the one
 * before is far enough ahead. Every step sees exactly what it would see if the sweeps ran one after
 * the other, so the result does not depend on the number of threads.
 */
final class BulgeChase {
  private static final int BUNDLE = 6;
  private static final int SPINS = 2_000;

  private final Band band;
  private final double[][] rows;
  private final Reflections reflections;
  private final int sweeps;
  private final AtomicIntegerArray waves;
  private final AtomicBoolean failed = new AtomicBoolean();

  /**
   * Prepares; the band must be mirrored.
   *
   * @param rows vectors of length n that are carried along: x ← Qᵀ x
   */
  BulgeChase(Band band, double[][] rows, Reflections reflections) {
    this.band = band;
    this.rows = rows;
    this.reflections = reflections;
    this.sweeps = band.width < 2 ? 0 : Math.max(0, band.order - 2);
    this.waves = new AtomicIntegerArray((sweeps + BUNDLE - 1) / BUNDLE);
  }

  /** Runs all sweeps; the band is tridiagonal afterwards. */
  void run(Workers workers, Meter meter) {
    workers.run(waves.length(), this::bundle, meter);
  }

  private void bundle(int number) {
    boolean done = false;
    try {
      int first = number * BUNDLE;
      Sweep[] running = new Sweep[Math.min(BUNDLE, sweeps - first)];
      boolean active = true;
      for (int wave = 0; active; wave++) {
        waitFor(number - 1, wave + 2 + BUNDLE - 1);
        active = false;
        for (int g = 0; g < running.length; g++) {
          if (wave == g) {
            running[g] = new Sweep(first + g);
          }
          boolean goesOn = wave < g || running[g].step();
          active |= goesOn;
        }
        waves.set(number, wave + 1);
      }
      waves.set(number, Integer.MAX_VALUE);
      done = true;
    } finally {
      if (!done) {
        failed.set(true);
      }
    }
  }

  /** Until {@code number} has finished that many waves. */
  // A sweep waits microseconds for its neighbour; parking would cost more than the work between.
  @SuppressWarnings("ThreadPriorityCheck")
  private void waitFor(int number, int count) {
    if (number < 0) {
      return;
    }
    for (int spins = 0; waves.get(number) < count; spins++) {
      if (failed.get()) {
        throw new IllegalStateException("another thread of the bulge chase failed");
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /** One sweep under way: the reflection (v, τ) on rows r0 … r0 + m − 1 is still to be applied. */
  private final class Sweep {
    private double[] v = new double[band.width];
    private double[] next = new double[band.width];
    private final double[] y = new double[band.width];
    private double tau;
    private int r0;
    private int m;

    Sweep(int s) {
      r0 = s + 1;
      m = Math.min(band.width, band.order - r0);
      tau = Reflections.householder(band.values, band.at(r0, s), m, v);
    }

    /** Applies the reflection, makes the next one; false if that was the last step. */
    boolean step() {
      if (m == 0) {
        return false;
      }
      double[] a = band.values;
      int o = band.at(r0, r0);
      int ld = band.stride - 1;
      for (int i = 0; i < m - 1; i++) {
        a[o + (m - 1) * ld + i] = a[o + i * ld + m - 1];
      }
      if (tau != 0) {
        reflections.twoSided(a, o, ld, m, v, tau, y);
        carry();
      }
      int below = Math.min(band.width, band.order - r0 - m);
      if (below > 0) {
        push(a, o + m, ld, below);
      }
      r0 += m;
      m = Math.max(0, below);
      return m > 0;
    }

    private void push(double[] a, int o, int ld, int below) {
      if (tau != 0) {
        reflections.multiply(a, o, ld, below, m, v, y);
        for (int i = 0; i < below; i++) {
          a[o + i] -= tau * v[0] * y[i];
        }
      }
      double tau2 = Reflections.householder(a, o, below, next);
      if (tau != 0 || tau2 != 0) {
        reflections.offDiagonal(a, o, ld, below, m, v, tau, y, next, tau2);
      }
      double[] old = v;
      v = next;
      next = old;
      tau = tau2;
    }

    private void carry() {
      for (double[] row : rows) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
          sum += row[r0 + i] * v[i];
        }
        for (int i = 0; i < m; i++) {
          row[r0 + i] -= tau * sum * v[i];
        }
      }
    }
  }
}
