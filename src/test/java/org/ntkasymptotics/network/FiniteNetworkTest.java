package org.ntkasymptotics.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.EPS;
import static org.ntkasymptotics.reference.Tolerances.assertRelative;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/** Networks as values: outputs by hand, parameters in one array, bytes, and what is refused. */
class FiniteNetworkTest {
  private static final NetworkShape UNEVEN =
      new NetworkShape(Parametrisation.NTK, 1.3, 0.4, new Activation(1.5), 2, List.of(3, 5, 4));

  static Stream<NetworkShape> shapes() {
    return Stream.of(
        NetworkShape.shallow(Parametrisation.NTK, 1.3, 0.7, 2, 3),
        NetworkShape.shallow(Parametrisation.MEAN_FIELD, 1.3, 0, 1, 4),
        NetworkShape.layered(1, 1, 0.75, 3, 1, 2),
        UNEVEN);
  }

  @Test
  void twoLayersByHand() {
    RowMatrix first = RowMatrix.of(new double[] {1}, new double[] {-1});
    RowMatrix second = RowMatrix.of(new double[] {1, 2}, new double[] {-1, 0});
    LayeredNetwork network =
        new LayeredNetwork(
            2,
            0.5,
            2,
            List.of(first, second),
            List.of(new double[] {2, -2}, new double[] {4, 2}),
            new double[] {3, -1});
    // x = 1: z¹ = (2 + 1, −2 − 1), φ = (9, 0); z² = 2/√2 (9, −9) + (2, 1).
    double z = 9 * Math.sqrt(2) + 2;
    double[] f = network.outputs(RowMatrix.of(new double[] {1}));
    assertRelative(2 / Math.sqrt(2) * 3 * z * z, f[0], 8 * EPS, "f");
  }

  @Test
  void oneLayerOfReluIsTheShallowNetwork() {
    FiniteNetwork shallow = NetworkShape.layered(1.3, 0.4, 1, 3, 1, 7).draw(stream());
    assertInstanceOf(ShallowNetwork.class, shallow);
    RowMatrix w = ((ShallowNetwork) shallow).weights();
    LayeredNetwork layered =
        new LayeredNetwork(
            1.3,
            0.4,
            1,
            List.of(w),
            List.of(((ShallowNetwork) shallow).biases()),
            ((ShallowNetwork) shallow).outputWeights());
    assertEquals(shallow.shape(), layered.shape());
    assertArrayEquals(shallow.parameters(), layered.parameters());
    RowMatrix x = RowMatrix.of(new double[] {-1, 2, 0.5});
    assertRelative(shallow.outputs(x)[0], layered.outputs(x)[0], 32 * EPS, "output");
  }

  /** Mean field scales the output by 1/√N more and the rate by N. */
  @Test
  void meanFieldIsTheNtkParametrisationWithASmallerOutput() {
    RowMatrix x = RowMatrix.of(new double[] {1, 0.3});
    FiniteNetwork ntk = NetworkShape.shallow(Parametrisation.NTK, 1.3, 1, 2, 9).draw(stream());
    FiniteNetwork mean =
        NetworkShape.shallow(Parametrisation.MEAN_FIELD, 1.3, 1, 2, 9).draw(stream());
    assertRelative(ntk.outputs(x)[0] / 3, mean.outputs(x)[0], 8 * EPS, "output");
    assertEquals(9, Parametrisation.MEAN_FIELD.rateFactor(9));
    assertEquals(1, Parametrisation.NTK.rateFactor(9));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void parametersAndBytesComeBack(NetworkShape shape) {
    FiniteNetwork network = shape.draw(stream());
    assertEquals(shape, network.shape());
    double[] parameters = network.parameters();
    assertEquals(shape.parameters(), parameters.length);
    assertArrayEquals(parameters, network.withParameters(parameters).parameters());
    ByteBuffer bytes = ByteBuffer.allocate((int) NetworkFormat.size(shape));
    NetworkFormat.write(network, bytes);
    assertEquals(0, bytes.remaining());
    FiniteNetwork back = NetworkFormat.read(bytes.flip());
    assertEquals(shape, back.shape());
    assertArrayEquals(parameters, back.parameters());
    refuses("cannot take 1", () -> network.withParameters(new double[1]));
    refuses("coordinates", () -> network.outputs(RowMatrix.zeros(1, 7)));
  }

  @Test
  void refusesWhatIsNoNetwork() {
    refuses("above 1/2", () -> NetworkShape.layered(1, 1, 0.5, 2, 1, 4));
    refuses("at least one hidden layer", () -> NetworkShape.layered(1, 1, 1, 2, 0, 4));
    refuses("at least one neuron", () -> NetworkShape.layered(1, 1, 1, 2, 3, 0));
    refuses("at least one input", () -> NetworkShape.layered(1, 1, 1, 0, 3, 4));
    refuses(
        "mean-field",
        () ->
            new NetworkShape(Parametrisation.MEAN_FIELD, 1, 1, Activation.RELU, 2, List.of(3, 3)));
    refuses(
        "mean-field",
        () -> new NetworkShape(Parametrisation.MEAN_FIELD, 1, 1, new Activation(2), 2, List.of(3)));
    refuses("ntk or mean-field, is standard", () -> Parametrisation.from("standard"));
    assertEquals(Parametrisation.MEAN_FIELD, Parametrisation.from("mean-field"));
    double[] two = new double[2];
    RowMatrix w = RowMatrix.zeros(2, 3);
    refuses("do not fit", () -> new LayeredNetwork(1, 1, 1, List.of(w, w), List.of(two, two), two));
    refuses("do not fit", () -> new LayeredNetwork(1, 1, 1, List.of(), List.of(), two));
  }

  private static RandomStream stream() {
    return new Seeds(3).stream("finite-network");
  }

  private static void refuses(String complaint, Executable action) {
    Exception e = assertThrows(IllegalArgumentException.class, action);
    assertTrue(e.getMessage().contains(complaint), e.getMessage());
  }
}
