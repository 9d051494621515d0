package org.ntkasymptotics.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.GRADIENT_TERMS;
import static org.ntkasymptotics.reference.Tolerances.NEURON_AVERAGE;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.backend.DescentTrials;
import org.ntkasymptotics.backend.Samples;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkFile;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.random.Seeds;

/** The kernel of a finite network against the definition, by hand, and against infinite width. */
class EmpiricalNtkTest {

  private static FiniteNetwork draw(NetworkShape shape, long seed) {
    return shape.draw(new Seeds(seed).stream("network"));
  }

  @Test
  void oneNeuronByHand() {
    FiniteNetwork one =
        NetworkShape.shallow(Parametrisation.MEAN_FIELD, 2, 3, 1, 1)
            .network(new double[] {1, 1, 5});
    // z = 2 · 1 · x + 3 · 1 = 5 and 7; Θ = 4 (5 · 7 + 25 (4 · 1 · 2 + 9)).
    assertEquals(4 * (35 + 25 * 17.0), entry(one, 1, 2), 1e-9);
    assertEquals(0, entry(one, 1, -2), 0);
  }

  private static double entry(FiniteNetwork network, double x, double y) {
    return new EmpiricalNtk("one", network).entry(new double[] {x}, new double[] {y});
  }

  /** Both parametrisations and several layers, by the derivatives of each parameter. */
  @Test
  void entriesAreSumsOverAllParameters() {
    RowMatrix x = Samples.withDuplicates(9, 3, 4);
    for (NetworkShape shape :
        List.of(
            NetworkShape.shallow(Parametrisation.NTK, 1.3, 0.4, 3, 31),
            NetworkShape.shallow(Parametrisation.MEAN_FIELD, 1.3, 0.4, 3, 31),
            NetworkShape.layered(1.3, 0.4, 1.5, 3, 1, 31),
            NetworkShape.layered(1.3, 0.4, 1, 3, 3, 17))) {
      FiniteNetwork network = draw(shape, 3);
      double[][] k = DescentTrials.empiricalKernel(network, x);
      EmpiricalNtk kernel = new EmpiricalNtk("drawn", network);
      for (int i = 0; i < 9; i++) {
        for (int j = 0; j <= i; j++) {
          double allowed = GRADIENT_TERMS * Math.sqrt(k[i][i] * k[j][j]);
          assertWithin(k[i][j], kernel.entry(x.row(i), x.row(j)) / 9, allowed, i + ", " + j);
        }
      }
    }
  }

  /** A sum over N independent neurons is off by 1/√N; layers above the first carry it on. */
  @Test
  void approachesInfiniteWidth() {
    RowMatrix x = Samples.gaussian(6, 2, 9);
    for (int width : new int[] {100, 10_000}) {
      FiniteNetwork network =
          draw(NetworkShape.shallow(Parametrisation.MEAN_FIELD, 1.2, 0.8, 2, width), 5);
      assertClose(new ReluNtk(1.2, 0.8), network, x, NEURON_AVERAGE / Math.sqrt(width));
    }
    FiniteNetwork deep = draw(NetworkShape.layered(1.2, 0.8, 1, 2, 2, 400), 6);
    assertClose(new DeepReluNtk(2, 1.2, 0.8), deep, x, 2 * NEURON_AVERAGE / Math.sqrt(400));
  }

  private static void assertClose(
      NtkKernel limit, FiniteNetwork network, RowMatrix x, double relative) {
    EmpiricalNtk kernel = new EmpiricalNtk("drawn", network);
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j <= i; j++) {
        double[] a = x.row(i);
        double[] b = x.row(j);
        double scale = Math.sqrt(limit.entry(a, a) * limit.entry(b, b));
        assertWithin(limit.entry(a, b), kernel.entry(a, b), relative * scale, i + ", " + j);
      }
    }
  }

  @Test
  void whatItSaysReadsBackAsItself(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("network.npz");
    NetworkFile.write(file, draw(NetworkShape.layered(1.3, 0.4, 1.5, 3, 2, 5), 1));
    NtkKernel kernel = NtkKernel.from("empirical:" + file, 1, 1);
    assertEquals(kernel, NtkKernel.from(kernel.spec(), 1, 1));
    assertEquals(kernel.hashCode(), NtkKernel.from(kernel.spec(), 1, 1).hashCode());
    assertTrue(kernel.spec().endsWith("network.npz"), kernel.spec());
    NetworkFile.write(file, draw(NetworkShape.layered(1.3, 0.4, 1.5, 3, 2, 5), 2));
    assertNotEquals(kernel, NtkKernel.from(kernel.spec(), 1, 1));
  }
}
