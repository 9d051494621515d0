package org.ntkasymptotics.backend.cpu;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.LayeredNetwork;

/**
 * Θ/M of a finite network at given weights as Gram products: Θ = s² Y_H Y_Hᵀ + Σ_l (Δ_l Δ_lᵀ) ∘
 * (s_l² Y_{l−1} Y_{l−1}ᵀ + σ_b²) with the outputs Y_l (M, N_l) of the layers, Δ_l = ∂f/∂z_l, and ∘
 * entry by entry. Source: theory, section 7.
 *
 * <p>A network of one hidden layer is a sum over its neurons and taken {@value #NEURONS} at a time,
 * so that no (M, N) array is stored; with more layers two such arrays a layer are. Products run on
 * tiles of the lower triangle, one thread a tile: the number of threads changes no bit.
 */
final class CpuEmpiricalGram {
  /** Neurons of a part: many enough that what is done once a part for every entry costs little. */
  static final int NEURONS = 1024;

  private final LayeredNetwork network;
  private final RowMatrix points;

  /**
   * The kernel of a network on points (M, d).
   *
   * @throws IllegalArgumentException if they do not fit together or are not finite
   */
  CpuEmpiricalGram(LayeredNetwork network, RowMatrix points) {
    network.requireInputs(points.columns());
    this.network = network;
    this.points = points;
    Shapes.requireFinite(points);
  }

  /** Bytes beside the matrix for M points. */
  static long bytes(LayeredNetwork network, long samples) {
    int m = Math.toIntExact(samples);
    long bytes = 0;
    for (int l = 0; l < network.hidden(); l++) {
      RowMatrix w = network.weights().get(l);
      int width = l == network.hidden() - 1 ? partWidth(network) : w.rows();
      bytes += DescentLayer.bytes(w.columns(), width, m, Precision.DOUBLE);
    }
    return bytes;
  }

  private static int partWidth(LayeredNetwork network) {
    int width = network.outputWeights().length;
    return network.hidden() == 1 ? Math.min(NEURONS, width) : width;
  }

  /** The matrix. */
  CpuMatrix compute(Workers workers, Meter meter) {
    CpuMatrix matrix = new CpuMatrix(points.rows());
    try {
      int width = network.outputWeights().length;
      int part = partWidth(network);
      for (int from = 0; from < width; from += part) {
        int to = Math.min(width, from + part);
        Meter share = meter.part((double) from / width, (double) to / width);
        add(network.neurons(from, to), from == 0, matrix.lower(), workers, share);
      }
      meter.done();
      return matrix;
    } catch (RuntimeException | Error e) {
      matrix.close();
      throw e;
    }
  }

  /** Adds what some of the neurons of the last hidden layer contribute, or sets it. */
  private void add(
      LayeredNetwork part, boolean first, BlockColumns lower, Workers workers, Meter meter) {
    try (LayeredPasses passes =
        new LayeredPasses(part, points, Precision.DOUBLE, workers.ranges(), false)) {
      passes.set(part);
      double[] ones = new double[points.rows()];
      // The output scale is that of the whole network, whatever the width of the part.
      double ratio = (double) part.outputWeights().length / network.outputWeights().length;
      Arrays.fill(ones, Math.sqrt(ratio));
      passes.pullBack(ones);
      double output = passes.outputScale() * passes.outputScale() * ratio;
      List<int[]> tiles = tiles(lower);
      workers.run(
          tiles.size(),
          t -> addTile(tiles.get(t)[0], tiles.get(t)[1], passes, output, first, lower),
          meter);
    }
  }

  /** First row and first column of every tile of the lower triangle, column after column. */
  private static List<int[]> tiles(BlockColumns lower) {
    List<int[]> tiles = new ArrayList<>();
    for (int j = 0; j < lower.size(); j += lower.width()) {
      for (int i = j; i < lower.size(); i += lower.width()) {
        tiles.add(new int[] {i, j});
      }
    }
    return tiles;
  }

  private void addTile(
      int i0, int j0, LayeredPasses passes, double output, boolean first, BlockColumns lower) {
    int height = lower.end(i0) - i0;
    int breadth = lower.end(j0) - j0;
    double[] sum = new double[height * breadth];
    try (NativeMatrix tile = new NativeMatrix(breadth, height, Precision.DOUBLE)) {
      DescentLayer top = passes.top();
      gram(tile, top.outputs(), i0, height, j0, breadth, top.width());
      addTimes(tile, null, output, 0, sum, height);
      try (NativeMatrix below = new NativeMatrix(breadth, height, Precision.DOUBLE)) {
        for (int l = 0; l < passes.layers().size(); l++) {
          DescentLayer layer = passes.layers().get(l);
          gram(tile, layer.slopes(), i0, height, j0, breadth, layer.width());
          gram(below, passes.below(l), i0, height, j0, breadth, layer.inputs());
          double w2 = layer.scale() * layer.scale();
          addTimes(tile, below, w2, network.sigmaB() * network.sigmaB(), sum, height);
        }
      }
    }
    store(sum, i0, height, j0, breadth, first, lower);
  }

  /** A Aᵀ for two blocks of rows of A, of which k columns count; transposed, as rows are stored. */
  private static void gram(
      NativeMatrix tile, NativeMatrix a, int i0, int rows, int j0, int columns, int k) {
    tile.from(0, 0).product(a.from(j0, 0), a.from(i0, 0).transpose(), columns, rows, k, false);
  }

  /** sum += tile ∘ (factor below + offset), or factor · tile without {@code below}. */
  private static void addTimes(
      NativeMatrix tile, NativeMatrix below, double factor, double offset, double[] sum, int rows) {
    double[] a = new double[rows];
    double[] b = new double[rows];
    for (int j = 0; j < tile.rows(); j++) {
      tile.read(j, 0, rows, a);
      if (below == null) {
        for (int i = 0; i < rows; i++) {
          sum[j * rows + i] += factor * a[i];
        }
      } else {
        below.read(j, 0, rows, b);
        for (int i = 0; i < rows; i++) {
          sum[j * rows + i] += a[i] * (factor * b[i] + offset);
        }
      }
    }
  }

  private void store(
      double[] sum, int i0, int rows, int j0, int columns, boolean first, BlockColumns lower) {
    double[] column = new double[rows];
    double scale = 1.0 / points.rows();
    for (int j = 0; j < columns; j++) {
      DoubleBuffer entries = lower.memory().window(lower.index(i0, j0 + j), rows);
      if (!first) {
        entries.get(0, column);
      }
      for (int i = 0; i < rows; i++) {
        column[i] = (first ? 0 : column[i]) + scale * sum[j * rows + i];
      }
      entries.put(0, column);
    }
  }
}
