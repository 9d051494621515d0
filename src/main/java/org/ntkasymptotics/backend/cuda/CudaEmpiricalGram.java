package org.ntkasymptotics.backend.cuda;

import java.util.Arrays;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.NetworkShape;

/**
 * Θ/M of a finite network at given weights as Gram products: Θ = s² Y_H Y_Hᵀ + Σ_l (Δ_l Δ_lᵀ) ∘
 * (s_l² Y_{l−1} Y_{l−1}ᵀ + σ_b²) with the outputs Y_l (M, N_l) of the layers, Δ_l = ∂f/∂z_l, and ∘
 * entry by entry: cuBLAS's products tile by tile of the upper triangle, put together by {@code
 * empirical_gram.cu}. Source: theory, section 7.
 *
 * <p>A network of one hidden layer is a sum over its neurons and taken {@value #NEURONS} at a time,
 * so that no (M, N) array is stored; with more layers two such arrays a layer are.
 */
final class CudaEmpiricalGram {
  /** Neurons of a part: enough to hide what is done once a part for every entry. */
  static final int NEURONS = 4096;

  /** Rows and columns of a tile: a product of this size fills any device. */
  static final int TILE = 2048;

  /** Threads of a block, as in empirical_gram.cu. */
  static final int EMPIRICAL_GRAM_THREADS = 256;

  private static final String STAGE = "kernel matrix";

  private final CudaContext context;
  private final KernelModule module;
  private final LayeredNetwork network;
  private final RowMatrix points;
  private final Precision precision;

  /**
   * The kernel of a network on points (M, d).
   *
   * @throws IllegalArgumentException if they do not fit together or are not finite
   */
  CudaEmpiricalGram(
      CudaContext context,
      KernelModule module,
      LayeredNetwork network,
      RowMatrix points,
      Precision precision) {
    network.requireInputs(points.columns());
    Shapes.requireFinite(points);
    this.context = context;
    this.module = module;
    this.network = network;
    this.points = points;
    this.precision = precision;
  }

  /** Bytes on the device beside the matrix for M points. */
  static long bytes(LayeredNetwork network, long samples, Precision precision) {
    NetworkShape part = network.neurons(0, partWidth(network)).shape();
    long tile = Math.min(TILE, samples);
    return CudaNetwork.bytes(part, samples, precision) + 2 * tile * tile * precision.bytes();
  }

  private static int partWidth(LayeredNetwork network) {
    int width = network.outputWeights().length;
    return network.hidden() == 1 ? Math.min(NEURONS, width) : width;
  }

  /** The matrix. */
  CudaMatrix compute(Meter meter) {
    CudaMatrix matrix = new CudaMatrix(context, precision, points.rows());
    try (Holdings held = new Holdings()) {
      CudaStream stream = held.hold(new CudaStream(context, STAGE), CudaStream::close);
      long tile = Math.min(TILE, points.rows());
      DeviceArray slopes = held.hold(new DeviceArray(context, STAGE, precision, tile * tile));
      DeviceArray outputs = held.hold(new DeviceArray(context, STAGE, precision, tile * tile));
      Sum sum = new Sum(matrix.memory(), stream, slopes, outputs);
      int width = network.outputWeights().length;
      int part = partWidth(network);
      for (int from = 0; from < width; from += part) {
        int to = Math.min(width, from + part);
        Meter share = meter.part((double) from / width, (double) to / width);
        add(network.neurons(from, to), from > 0, sum, share);
      }
      meter.done();
      return matrix;
    } catch (RuntimeException | Error e) {
      matrix.close();
      throw e;
    }
  }

  /** The matrix so far, and two buffers of a tile. */
  private record Sum(
      DeviceArray matrix, CudaStream stream, DeviceArray slopes, DeviceArray outputs) {}

  /** A tile of the upper triangle by its first row, first column, rows and columns. */
  private record Tile(int row, int column, int rows, int columns) {}

  /** Adds what some of the neurons of the last hidden layer contribute, or sets it. */
  private void add(LayeredNetwork neurons, boolean more, Sum sum, Meter meter) {
    NetworkShape whole = network.shape();
    double scale = whole.parametrisation().outputScale(whole.sigmaW(), whole.lastWidth());
    int m = points.rows();
    double[] ones = new double[m];
    Arrays.fill(ones, 1);
    try (CudaNetwork part =
            new CudaNetwork(
                context,
                module,
                STAGE,
                sum.stream(),
                neurons.shape(),
                scale,
                points,
                precision,
                KernelModule.NOTHING);
        DeviceArray weights = DeviceArray.of(context, STAGE, precision, ones)) {
      part.set(neurons.parameters());
      part.forward();
      part.pullBack(weights);
      for (int j = 0; j < m; j += TILE) {
        for (int i = 0; i <= j; i += TILE) {
          addTile(new Tile(i, j, Math.min(TILE, m - i), Math.min(TILE, m - j)), part, more, sum);
        }
        sum.stream().synchronise(STAGE);
        meter.at((double) j * j / ((double) m * m));
      }
      sum.stream().synchronise(STAGE);
    }
  }

  private void addTile(Tile tile, CudaNetwork part, boolean more, Sum sum) {
    int m = points.rows();
    CudaLayer top = part.top();
    double scale = part.outputScale() * part.outputScale() / m;
    CudaProducts.Result own =
        new CudaProducts.Result(
            sum.matrix().at((long) tile.column() * m + tile.row()), m, scale, more ? 1 : 0);
    multiply(tile, part, top.outputs(), top.width(), own);
    for (int l = 0; l < part.layers().size(); l++) {
      CudaLayer layer = part.layers().get(l);
      multiply(tile, part, layer.slopes(), layer.width(), into(sum.slopes(), tile));
      multiply(tile, part, part.below(l), layer.inputs(), into(sum.outputs(), tile));
      contract(tile, layer.scale(), sum);
    }
  }

  private static CudaProducts.Result into(DeviceArray buffer, Tile tile) {
    return new CudaProducts.Result(buffer.pointer(), tile.rows(), 1, 0);
  }

  /** A Aᵀ for the tile's points, of which A has k numbers each. */
  private static void multiply(
      Tile tile, CudaNetwork part, DeviceArray a, int k, CudaProducts.Result to) {
    CudaProducts.Factor rows = new CudaProducts.Factor(a.at((long) tile.row() * k), k, true);
    if (tile.row() == tile.column()) {
      part.products().square(tile.rows(), k, rows, to);
    } else {
      CudaProducts.Factor columns =
          new CudaProducts.Factor(a.at((long) tile.column() * k), k, false);
      part.products().multiply(tile.rows(), tile.columns(), k, rows, columns, to);
    }
  }

  private void contract(Tile tile, double scale, Sum sum) {
    int m = points.rows();
    double bias = network.sigmaB();
    module.enqueue(
        STAGE,
        sum.stream().handle(),
        KernelFunction.empiricalGram(precision),
        new KernelModule.Grid(
            (tile.rows() - 1) / EMPIRICAL_GRAM_THREADS + 1, tile.columns(), EMPIRICAL_GRAM_THREADS),
        KernelModule.of(sum.matrix()),
        KernelModule.of((long) m),
        KernelModule.of((long) tile.row()),
        KernelModule.of((long) tile.column()),
        KernelModule.of(tile.rows()),
        KernelModule.of(sum.slopes()),
        KernelModule.of(sum.outputs()),
        KernelModule.of(scale * scale / m),
        KernelModule.of(bias * bias / m));
  }
}
