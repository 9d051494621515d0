package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.KernelExamples;
import org.ntkasymptotics.kernel.LayeredKernel;
import org.ntkasymptotics.kernel.PowerKernel;

class AngleLoopsTest {

  @Test
  void everyKernelHasALoopThatIsItsFormula() {
    PairTile tile = new PairTile();
    double rj = 1.5;
    double[] norms = {0, 0, 2.0, 0.5, 3.0, 1.5, 0.25};
    for (int i = 0; i < 5; i++) {
      tile.phi[i] = 0.6 * i;
      tile.sine[i] = rj * norms[2 + i] * Math.sin(tile.phi[i]);
      tile.cosine[i] = rj * norms[2 + i] * Math.cos(tile.phi[i]);
    }
    KernelExamples.angular(1.5, 0.5)
        .filter(kernel -> !(kernel instanceof LayeredKernel))
        .filter(kernel -> !(kernel instanceof PowerKernel))
        .filter(kernel -> !ReluEntries.has(kernel))
        .forEach(
            kernel -> {
              AngleLoops.fill(kernel, 0.25, rj, norms, 2, 5, tile);
              for (int i = 0; i < 5; i++) {
                double expected =
                    kernel.ofAngle(rj, norms[2 + i], tile.sine[i], tile.cosine[i], tile.phi[i]);
                assertEquals(0.25 * expected, tile.entries[i], kernel.spec());
              }
            });
  }
}
