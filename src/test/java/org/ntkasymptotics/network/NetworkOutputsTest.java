package org.ntkasymptotics.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.EPS;
import static org.ntkasymptotics.reference.Tolerances.NETWORK_OUTPUT;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/** The plain outputs by hand, the fused ones against them. */
class NetworkOutputsTest {

  @Test
  void twoNeuronsByHand() {
    ShallowNetwork network =
        new ShallowNetwork(
            Parametrisation.NTK,
            2,
            0.5,
            RowMatrix.of(new double[] {1, -1}, new double[] {0.5, 3}),
            new double[] {4, -2},
            new double[] {3, -1});
    // z = 2·(1·1 − 1·2) + 0.5·4 = 0 and 2·(0.5 + 6) − 1 = 12; f = 2/√2 · (3·0 − 12).
    // z = 2·(1 + 1) + 2 = 6 and 2·(0.5 − 3) − 1 < 0; f = 2/√2 · 18.
    RowMatrix points = RowMatrix.of(new double[] {1, 2}, new double[] {1, -1});
    double[] f = network.outputs(points);
    assertRelative(-12 * Math.sqrt(2), f[0], 4 * EPS, "f of the first point");
    assertRelative(18 * Math.sqrt(2), f[1], 4 * EPS, "f of the second point");
    assertEquals(2, network.width());
    assertEquals(2, network.inputs());
  }

  /** Around one tile of 128 points and one group of 512 neurons; odd and even dimension. */
  @ParameterizedTest
  @CsvSource({"1,1,1", "2,2,2", "127,511,3", "128,512,4", "129,513,5", "389,1541,2", "20,3000,1"})
  void fusedOutputsAgreeWithThePlainOnes(int samples, int width, int d) {
    RandomStream stream = new Seeds(1).stream("x");
    RowMatrix points = RowMatrix.zeros(samples, d);
    for (int i = 0; i < samples * d; i++) {
      points.array()[i] = 2 * stream.nextGaussian();
    }
    ShallowNetwork network = ShallowNetwork.draw(d, width, 1.3, 0.4, stream);
    double[] plain = network.outputs(points);
    double[] fused = NetworkOutputs.of(network, points, new ParallelRanges(1));
    double[] sizes = absolute(network).outputs(points);
    for (int i = 0; i < samples; i++) {
      double terms = NETWORK_OUTPUT * (sizes[i] + 1);
      assertWithin(plain[i], fused[i], terms, "output " + i);
    }
    assertArrayEquals(fused, NetworkOutputs.of(network, points, new ParallelRanges(3)));
  }

  /** The same network with |c|: its outputs are Σ|terms|. */
  private static ShallowNetwork absolute(ShallowNetwork network) {
    double[] c = network.outputWeights().clone();
    for (int i = 0; i < c.length; i++) {
      c[i] = Math.abs(c[i]);
    }
    return new ShallowNetwork(
        Parametrisation.NTK,
        network.sigmaW(),
        network.sigmaB(),
        network.weights(),
        network.biases(),
        c);
  }

  @Test
  void refusesWhatDoesNotFit() {
    RowMatrix w = RowMatrix.zeros(2, 3);
    double[] two = new double[2];
    refuses(
        "cannot have 1 biases",
        () -> new ShallowNetwork(Parametrisation.NTK, 1, 1, w, new double[1], two));
    refuses(
        "3 output weights",
        () -> new ShallowNetwork(Parametrisation.NTK, 1, 1, w, two, new double[3]));
    refuses("sigma-w positive", () -> new ShallowNetwork(Parametrisation.NTK, 0, 1, w, two, two));
    refuses(
        "sigma-b finite",
        () -> new ShallowNetwork(Parametrisation.NTK, 1, Double.NaN, w, two, two));
    RandomStream stream = new Seeds(1).stream("x");
    refuses("at least one neuron", () -> ShallowNetwork.draw(3, 0, 1, 1, stream));
    refuses("one array", () -> ShallowNetwork.draw(100_000, 100_000, 1, 1, stream));
    ShallowNetwork network = new ShallowNetwork(Parametrisation.NTK, 1, 1, w, two, two);
    refuses("with 4 coordinates", () -> network.outputs(RowMatrix.zeros(1, 4)));
    refuses(
        "with 4 coordinates",
        () -> NetworkOutputs.of(network, RowMatrix.zeros(1, 4), new ParallelRanges(1)));
  }

  private static void refuses(String complaint, Executable action) {
    Exception e = assertThrows(IllegalArgumentException.class, action);
    assertTrue(e.getMessage().contains(complaint), e.getMessage());
  }
}
