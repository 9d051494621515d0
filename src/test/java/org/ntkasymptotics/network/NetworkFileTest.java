package org.ntkasymptotics.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.linalg.NpzFile;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;

/** Networks in files: the same bits back, or one line that says what is wrong. */
class NetworkFileTest {
  @TempDir Path directory;

  private static FiniteNetwork draw(NetworkShape shape) {
    return shape.draw(new Seeds(1).stream("network"));
  }

  private static void assertSame(FiniteNetwork expected, FiniteNetwork read) {
    assertEquals(expected.shape(), read.shape());
    assertArrayEquals(expected.parameters(), read.parameters());
  }

  @Test
  void everySortComesBackBitForBit() throws IOException {
    for (NetworkShape shape :
        List.of(
            NetworkShape.shallow(Parametrisation.NTK, 1.3, 0.4, 1, 3),
            NetworkShape.shallow(Parametrisation.MEAN_FIELD, 1, 1, 4, 7),
            NetworkShape.layered(1.3, 0, 1.5, 2, 3, 5))) {
      Path file = directory.resolve("net.npz");
      NetworkFile.write(file, draw(shape));
      assertSame(draw(shape), NetworkFile.read(file));
    }
  }

  @Test
  void statesAndRunDirectoriesAreRead() throws IOException {
    FiniteNetwork network = draw(NetworkShape.shallow(Parametrisation.NTK, 1, 1, 2, 3));
    Path state = directory.resolve("training-0.state");
    new CheckpointFile(state, 5, note -> {})
        .save(
            new TrainingState(1, 2, 0.1, 3, network, new double[1], 1, new long[0], new double[0]));
    assertSame(network, NetworkFile.read(state));
    assertSame(network, NetworkFile.read(directory));
    FiniteNetwork other = draw(NetworkShape.shallow(Parametrisation.NTK, 1, 1, 2, 4));
    Files.createDirectory(directory.resolve("gp"));
    NetworkFile.write(directory.resolve("gp").resolve(NetworkFile.NAME), other);
    assertSame(other, NetworkFile.read(directory));
    NetworkFile.write(directory.resolve(NetworkFile.NAME), other);
    refused("several networks, name one of [gp/network.npz, network.npz]", directory);
    refused("holds no network.npz", Files.createDirectory(directory.resolve("empty")));
  }

  @Test
  void whatIsMissingOrWrongIsNamed() throws IOException {
    refused("no such file", directory.resolve("nowhere.npz"));
    Path file = directory.resolve("bad.npz");
    Files.writeString(file, "PK no archive");
    refused("not a .npz file", file);
    refused("needs an array sigma_w", write("sigma_b", 1));
    refused("must hold one number, holds 2", write("sigma_w", 1, 2));
    refused("sigma-w positive and finite, got -1.0", write("sigma_w", -1));
    refused("unknown arrays [slope]", write("slope", 1));
    refused("hidden layer 1 has weights 2 x 3 and 1 biases", write("biases_1", 1));
    refused("2 neurons cannot have 3 output weights", write("output_weights", 1, 2, 3));
  }

  /** As long as a name may be, and one that holds no array. */
  @Test
  void longNamesAreQuotedInShort() throws IOException {
    Path file = directory.resolve("long.npz");
    for (String end : List.of(".npy", ".txt")) {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        zip.putNextEntry(new ZipEntry("a".repeat(60_000) + end));
      }
      String message =
          assertThrows(IllegalArgumentException.class, () -> NpzFile.read(file)).getMessage();
      assertTrue(message.length() < 400, message);
    }
  }

  /** A file of a network of 2 neurons in 3 dimensions in which one array is replaced. */
  private Path write(String changed, double... value) throws IOException {
    Path file = directory.resolve("changed.npz");
    try (NpzFile out = NpzFile.create(file)) {
      out.add("weights_1", RowMatrix.zeros(2, 3));
      out.add("biases_1", changed.equals("biases_1") ? value : new double[2]);
      out.add("output_weights", changed.equals("output_weights") ? value : new double[2]);
      if (!changed.equals("sigma_b")) {
        out.add("sigma_w", changed.equals("sigma_w") ? value : new double[] {1});
      }
      out.add("sigma_b", 1);
      if (changed.equals("slope")) {
        out.add("slope", value);
      }
    }
    return file;
  }

  private static void refused(String complaint, Path path) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> NetworkFile.read(path)).getMessage();
    assertTrue(message.contains(complaint), message + "\nexpected: " + complaint);
    assertTrue(message.contains(path.getFileName().toString()), message);
  }
}
