package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluCovariance;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.kernel.ReluNtkSingular;

/**
 * The formula of a kernel over a run of angles. One loop for each kernel, typed with its record, so
 * that the JIT compiler inlines the record's formula and vectorises the loop; a loop over the
 * interface would call it pair by pair.
 */
final class KernelLoops {
  private KernelLoops() {}

  /** {@code tile.entries[i] = scale · Θ} for the first n angles of the tile. */
  static void fill(NtkKernel kernel, double scale, int n, AngleTile tile) {
    double[] sine = tile.sine;
    double[] cosine = tile.cosine;
    double[] phi = tile.phi;
    double[] entries = tile.entries;
    if (kernel instanceof ReluNtk k) {
      loop(k, scale, n, sine, cosine, phi, entries);
    } else if (kernel instanceof ReluCovariance k) {
      loop(k, scale, n, sine, cosine, phi, entries);
    } else if (kernel instanceof ReluNtkSingular k) {
      loop(k, scale, n, sine, cosine, phi, entries);
    } else {
      throw new IllegalArgumentException("the CPU has no loop for " + kernel.kernelName());
    }
  }

  private static void loop(
      ReluNtk k, double scale, int n, double[] s, double[] c, double[] phi, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = scale * k.ofAngle(s[i], c[i], phi[i]);
    }
  }

  private static void loop(
      ReluCovariance k, double scale, int n, double[] s, double[] c, double[] phi, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = scale * k.ofAngle(s[i], c[i], phi[i]);
    }
  }

  private static void loop(
      ReluNtkSingular k, double scale, int n, double[] s, double[] c, double[] phi, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = scale * k.ofAngle(s[i], c[i], phi[i]);
    }
  }
}
