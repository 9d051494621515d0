package org.ntkasymptotics.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ntkasymptotics.host.Excerpt;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.NpzFile;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * Networks in files that other programs read and write as well: NumPy's .npz with the arrays {@code
 * sigma_w}, {@code sigma_b}, {@code exponent} and {@code mean_field} (0 or 1), one number each;
 * {@code weights_1} (N₁, d), {@code biases_1} (N₁), {@code weights_2} (N₂, N₁), … and {@code
 * output_weights} (N). Without {@code exponent} it is 1, without {@code mean_field} 0.
 *
 * <p>The state of an unfinished training ({@link CheckpointFile}) and a run directory that holds
 * one network can be read as well.
 */
public final class NetworkFile {
  /** The trained network of a run directory. */
  public static final String NAME = "network.npz";

  private static final String WEIGHTS = "weights_";
  private static final String BIASES = "biases_";
  private static final String OUTPUT_WEIGHTS = "output_weights";

  private NetworkFile() {}

  /** Writes a network. */
  public static void write(Path path, FiniteNetwork network) throws IOException {
    NetworkShape shape = network.shape();
    LayeredParameters parameters = new LayeredParameters(shape, network.parameters());
    try (NpzFile file = NpzFile.create(path)) {
      file.add("sigma_w", shape.sigmaW());
      file.add("sigma_b", shape.sigmaB());
      file.add("exponent", shape.activation().exponent());
      file.add("mean_field", shape.parametrisation() == Parametrisation.MEAN_FIELD ? 1 : 0);
      for (int l = 0; l < shape.hidden(); l++) {
        file.add(WEIGHTS + (l + 1), parameters.weights().get(l));
        file.add(BIASES + (l + 1), parameters.biases().get(l));
      }
      file.add(OUTPUT_WEIGHTS, parameters.outputWeights());
    }
  }

  /**
   * The network in a .npz file, in the state of an unfinished training, or in a run directory that
   * holds exactly one of either.
   *
   * @throws InvalidDataException if there is none, or it cannot be used
   */
  public static FiniteNetwork read(Path path) {
    Path file = Files.isDirectory(path) ? within(path) : path;
    if (!Files.isRegularFile(file)) {
      throw new InvalidDataException(
          file + ": no such file; expected a .npz file with a network, or a run directory");
    }
    if (file.toString().endsWith(CheckpointFile.SUFFIX)) {
      return CheckpointFile.read(file).network();
    }
    try {
      return network(NpzFile.read(file));
    } catch (InvalidDataException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(file + ": " + e.getMessage(), e);
    }
  }

  private static Path within(Path directory) {
    List<Path> networks = files(directory, NAME);
    if (networks.isEmpty()) {
      networks = files(directory, CheckpointFile.SUFFIX);
    }
    if (networks.isEmpty()) {
      throw new InvalidDataException(
          directory
              + ": holds no "
              + NAME
              + ", which ntk train writes: name a file with a network");
    }
    if (networks.size() > 1) {
      throw new InvalidDataException(
          directory + ": holds several networks, name one of " + relative(directory, networks));
    }
    return networks.get(0);
  }

  private static List<String> relative(Path directory, List<Path> networks) {
    return networks.stream().map(n -> directory.relativize(n).toString()).toList();
  }

  private static List<Path> files(Path directory, String ending) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(p -> p.getFileName().toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new InvalidDataException(directory + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static FiniteNetwork network(Map<String, RowMatrix> arrays) {
    List<RowMatrix> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    while (weights.isEmpty() || arrays.containsKey(WEIGHTS + (weights.size() + 1))) {
      int layer = weights.size() + 1;
      weights.add(take(arrays, WEIGHTS + layer));
      widths.add(weights.get(layer - 1).rows());
      biases.add(vector(arrays, BIASES + layer));
    }
    NetworkShape shape =
        new NetworkShape(
            number(arrays, "mean_field", 0) == 0 ? Parametrisation.NTK : Parametrisation.MEAN_FIELD,
            number(arrays, "sigma_w", Double.NaN),
            number(arrays, "sigma_b", Double.NaN),
            new Activation(number(arrays, "exponent", 1)),
            weights.get(0).columns(),
            widths);
    LayeredParameters parameters =
        new LayeredParameters(weights, biases, vector(arrays, OUTPUT_WEIGHTS));
    if (!arrays.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown arrays "
              + Excerpt.of(new TreeSet<>(arrays.keySet()).toString())
              + " in a network's file");
    }
    return shape.network(parameters.requireShape(shape).flat());
  }

  private static double number(Map<String, RowMatrix> arrays, String name, double otherwise) {
    if (!Double.isNaN(otherwise) && !arrays.containsKey(name)) {
      return otherwise;
    }
    double[] values = vector(arrays, name);
    if (values.length != 1) {
      throw new IllegalArgumentException(
          "array " + name + " must hold one number, holds " + values.length);
    }
    return values[0];
  }

  private static double[] vector(Map<String, RowMatrix> arrays, String name) {
    RowMatrix values = take(arrays, name);
    if (values.rows() != 1 && values.columns() != 1) {
      throw new IllegalArgumentException(
          "array " + name + " must be a vector, is " + values.rows() + " x " + values.columns());
    }
    return values.array();
  }

  private static RowMatrix take(Map<String, RowMatrix> arrays, String name) {
    RowMatrix values = arrays.remove(name);
    if (values == null) {
      throw new IllegalArgumentException("a network's file needs an array " + name);
    }
    return values;
  }
}
