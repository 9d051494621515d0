package org.ntkasymptotics.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.network.CheckpointFile;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.NetworkFile;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.network.TrainingState;
import org.ntkasymptotics.random.Seeds;

/** Networks and the states of their training in files, damaged. */
@Timeout(3600)
class NetworkFilesFuzzTest {
  private static final List<NetworkShape> SHAPES =
      List.of(
          NetworkShape.shallow(Parametrisation.MEAN_FIELD, 1.5, 0.5, 2, 3),
          NetworkShape.layered(1.0, 1.0, 1.5, 2, 2, 3));

  /** What making more of them takes would count as the reader's. */
  private static final int MOST_ARRAYS = 40;

  @TempDir Path directory;

  private static FiniteNetwork network(NetworkShape shape) {
    return shape.draw(new Seeds(1).stream("network"));
  }

  private static byte[] state(FiniteNetwork network) {
    return new TrainingState(
            42,
            7,
            0.1,
            3.3,
            network,
            new double[] {2, 3},
            0.7,
            new long[] {0, 5},
            new double[] {0.7, 0.6})
        .toBytes();
  }

  private boolean isNetwork(String name, byte[] bytes) throws IOException {
    Path file = Fuzzing.file(directory.resolve(name), bytes);
    FiniteNetwork network = NetworkFile.read(file);
    return network.parameters().length == network.shape().parameters();
  }

  @Test
  void states() {
    Fuzzing fuzzing = Fuzzing.of("state").sealed(ValidFiles::withChecksum);
    SHAPES.forEach(shape -> fuzzing.valid(state(network(shape))));
    fuzzing.run(bytes -> isNetwork("a" + CheckpointFile.SUFFIX, bytes));
  }

  @Test
  void networks() throws IOException {
    Fuzzing fuzzing = Fuzzing.of("network").words("weights_1", "biases_2", ".npy", "sigma_w");
    for (NetworkShape shape : SHAPES) {
      Path file = directory.resolve("whole.npz");
      NetworkFile.write(file, network(shape));
      fuzzing.valid(Files.readAllBytes(file));
    }
    fuzzing.run(bytes -> isNetwork("a.npz", bytes));
  }

  /** Arrays that are whole but not those of a network. */
  @Test
  void arraysOfNetworks() {
    Fuzzing.of("arrays of a network")
        .valid("sigma_w 1,sigma_b 1,weights_1 3x2,biases_1 3,output_weights 3")
        .valid(
            "sigma_w 1,sigma_b 1,exponent 1,weights_1 2x2,biases_1 2,weights_2 1x2,biases_2 1,"
                + "output_weights 1")
        .words("weights_1 ", "biases_3 2", ",", "sigma_b", "0x0", " 1x1", "mean_field 1")
        .run(bytes -> isNetwork("a.npz", archive(new String(bytes, StandardCharsets.ISO_8859_1))));
  }

  /** "name 3x2,name 4": arrays of ones by name and shape, few, each at most once. */
  private static byte[] archive(String description) {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    for (String array : description.split(",", MOST_ARRAYS)) {
      String[] parts = array.strip().split(" ", -1);
      String[] sizes = parts[parts.length - 1].split("x", -1);
      int values = 1;
      StringBuilder shape = new StringBuilder();
      for (String size : sizes) {
        int length = size.matches("[0-9]{1,2}") ? Integer.parseInt(size) : 1;
        values *= Math.max(1, length);
        shape.append(length).append(',');
      }
      if (sizes.length < 3) {
        String name = parts[0].replaceAll("[^ -~]", "?");
        int bytes = values;
        arrays.computeIfAbsent(
            name + ".npy", n -> ValidFiles.npy("|u1", false, "(" + shape + ")", bytes));
      }
    }
    return ValidFiles.archive(arrays);
  }
}
