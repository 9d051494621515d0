package org.ntkasymptotics.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.ntkasymptotics.kernel.NtkKernel;

class KernelLoopsTest {

  @Test
  void everyKernelHasALoopThatIsItsFormula() throws ReflectiveOperationException {
    AngleTile tile = new AngleTile();
    for (int i = 0; i < 5; i++) {
      tile.phi[i] = 0.6 * i;
      tile.sine[i] = 3 * Math.sin(tile.phi[i]);
      tile.cosine[i] = 3 * Math.cos(tile.phi[i]);
    }
    for (Class<?> type : NtkKernel.class.getPermittedSubclasses()) {
      NtkKernel kernel =
          (NtkKernel) type.getConstructor(double.class, double.class).newInstance(1.5, 0.5);
      KernelLoops.fill(kernel, 0.25, 5, tile);
      for (int i = 0; i < 5; i++) {
        assertEquals(
            0.25 * kernel.ofAngle(tile.sine[i], tile.cosine[i], tile.phi[i]), tile.entries[i]);
      }
      assertEquals(kernel, NtkKernel.named(kernel.kernelName(), 1.5, 0.5));
    }
  }
}
