package org.ntkasymptotics.backend.cuda;

import jcuda.NativePointerObject;
import org.ntkasymptotics.backend.LiftedNetwork;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;

/**
 * A network of one hidden layer of many inputs in training, in device memory, as {@code
 * wide_descent.cuh} takes it: rows of p numbers for each point and each neuron, and room for z and
 * for parts of G of one block of neurons.
 *
 * <p>Bytes for M points, N neurons, passes in numbers of r bytes: M (r (p + 2 B + 2) + 24), N (p +
 * 1) (8 + r) and r p B for every {@value #GRADIENT_POINTS} points; B = 838 for M = 10⁴, N = 3000 in
 * single precision, and 0.15 GB in all for d = 784.
 */
final class WideArrays implements AutoCloseable {
  private static final String STAGE = "training";

  /** Points of a product of gradients, whose sums are taken in the products' precision. */
  private static final int GRADIENT_POINTS = 4096;

  /** Rows are padded with zeros to a multiple of this, 16 bytes in single precision. */
  private static final int ROW_PADDING = 4;

  /** Rows that go to the device at a time. */
  private static final int ROWS = 256;

  private final LiftedNetwork form;
  private final WideBlocks blocks;
  private final int samples;
  private final int row;
  private final Holdings held = new Holdings();
  private final DeviceArray points;
  private final DeviceArray target;
  private final DeviceArray errors;
  private final DeviceArray rounded;
  private final DeviceArray weights;
  private final DeviceArray outputs;
  private final DeviceArray lifted;
  private final DeviceArray liftedOutputs;
  private final DeviceArray z;
  private final DeviceArray parts;

  /**
   * Uploads points (M, d) and the network; target and errors are zero.
   *
   * @throws IllegalArgumentException if that does not fit into the device's memory
   */
  WideArrays(TrainingPlace place, FiniteNetwork initial, RowMatrix points) {
    form = new LiftedNetwork(initial);
    samples = points.rows();
    row = row(form.inputs());
    Precision precision = place.precision();
    CudaContext context = place.context();
    MemoryPlan.of("training", samples, m -> bytes(form, m, precision), context.freeBytes())
        .orRefuse();
    blocks = WideBlocks.of(form.width(), samples, precision);
    try {
      this.points = zeros(context, precision, (long) samples * row);
      double[] one = {1};
      upload(
          this.points,
          samples,
          (m, into, at) -> {
            System.arraycopy(points.row(m), 0, into, at, points.columns());
            System.arraycopy(one, 0, into, at + points.columns(), 1);
          });
      target = zeros(context, Precision.DOUBLE, samples);
      errors = zeros(context, Precision.DOUBLE, samples);
      rounded = zeros(context, precision, samples);
      long numbers = (long) blocks.padded() * row;
      weights = zeros(context, Precision.DOUBLE, numbers);
      lifted = zeros(context, precision, numbers);
      outputs = zeros(context, Precision.DOUBLE, blocks.padded());
      liftedOutputs = zeros(context, precision, blocks.padded());
      z = perPair(context, precision, held);
      parts = zeros(context, precision, (long) partCount(samples) * blocks.neurons() * row);
      set(initial);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private DeviceArray zeros(CudaContext context, Precision precision, long length) {
    return held.hold(DeviceArray.zeros(context, STAGE, precision, length));
  }

  /** Room for a number of every point and neuron of a block. */
  DeviceArray perPair(CudaContext context, Precision precision, Holdings holder) {
    long length = (long) samples * blocks.neurons();
    return holder.hold(new DeviceArray(context, STAGE, precision, length));
  }

  private static int row(int inputs) {
    return Math.multiplyExact(inputs / ROW_PADDING + 1, ROW_PADDING);
  }

  private static int partCount(long samples) {
    return Math.toIntExact((samples - 1) / GRADIENT_POINTS + 1);
  }

  /** Everything, the search for λ_max included. */
  private static long bytes(LiftedNetwork form, long samples, Precision precision) {
    WideBlocks blocks = WideBlocks.of(form.width(), samples, precision);
    long row = row(form.inputs());
    long ofBlock = blocks.neurons() * row;
    long numbers = samples * (row + 2 + 2L * blocks.neurons());
    numbers += blocks.padded() * (row + 1) + ofBlock * (partCount(samples) + 1L);
    long doubles = blocks.padded() * (row + 1) + 3 * samples;
    return numbers * precision.bytes() + doubles * Double.BYTES;
  }

  /** Fills one row of many. */
  @FunctionalInterface
  private interface Filler {
    void fill(int i, double[] into, int at);
  }

  /** Uploads rows of p numbers, of which those beyond d + 1 are zero. */
  private void upload(DeviceArray array, int count, Filler filler) {
    double[] rows = new double[Math.min(count, ROWS) * row];
    for (int from = 0; from < count; from += ROWS) {
      int some = Math.min(ROWS, count - from);
      for (int i = 0; i < some; i++) {
        filler.fill(from + i, rows, i * row);
      }
      array.upload(STAGE, (long) from * row, rows, 0, some * row);
    }
  }

  /** Number of points. */
  int samples() {
    return samples;
  }

  /** p. */
  int row() {
    return row;
  }

  /** How neurons are taken. */
  WideBlocks blocks() {
    return blocks;
  }

  /** Scales and rates. */
  LiftedNetwork form() {
    return form;
  }

  /** X̂, p numbers for each point. */
  DeviceArray points() {
    return points;
  }

  /** y, length M. */
  DeviceArray target() {
    return target;
  }

  /** e in double precision, length M. */
  DeviceArray errors() {
    return errors;
  }

  /** The same in the passes' precision. */
  DeviceArray rounded() {
    return rounded;
  }

  /** U, p numbers for each neuron. */
  DeviceArray lifted() {
    return lifted;
  }

  /** v, one number for each neuron. */
  DeviceArray liftedOutputs() {
    return liftedOutputs;
  }

  /** z of a block, one number for each point and neuron, point after point. */
  DeviceArray z() {
    return z;
  }

  /** Parts of G of a block, each p numbers for each neuron. */
  DeviceArray parts() {
    return parts;
  }

  /** Points of all parts but the last. */
  int pointsOfPart() {
    return Math.min(samples, GRADIENT_POINTS);
  }

  /** Where the passes find a block's parameters and G, in the order in which they take it. */
  NativePointerObject[] block(int block) {
    long first = blocks.first(block);
    return new NativePointerObject[] {
      KernelModule.of(weights.at(first * row)),
      KernelModule.of(outputs.at(first)),
      KernelModule.of(lifted.at(first * row)),
      KernelModule.of(liftedOutputs.at(first)),
      KernelModule.of(parts),
      KernelModule.of(partCount(samples)),
      KernelModule.of(blocks.neurons()),
      KernelModule.of(form.inputs()),
      KernelModule.of(row),
      KernelModule.of(form.liftedScale(0)),
      KernelModule.of(form.liftedScale(form.inputs())),
      KernelModule.of(form.outputScale())
    };
  }

  /** Takes over the parameters of a network of the same shape. */
  void set(FiniteNetwork network) {
    double[] values = form.values(network);
    int n = form.width();
    int last = form.inputs() + 1;
    upload(weights, n, (i, into, at) -> fill(values, i, into, at, false));
    upload(lifted, n, (i, into, at) -> fill(values, i, into, at, true));
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = form.outputScale() * values[last * n + i];
    }
    outputs.upload(STAGE, 0, values, last * n, n);
    liftedOutputs.upload(STAGE, 0, v, 0, n);
  }

  /** w and b of a neuron, or u. */
  private void fill(double[] values, int i, double[] into, int at, boolean scaled) {
    for (int j = 0; j <= form.inputs(); j++) {
      into[at + j] = (scaled ? form.liftedScale(j) : 1) * values[j * form.width() + i];
    }
  }

  /** The network of the present parameters. */
  FiniteNetwork network() {
    int n = form.width();
    int last = form.inputs() + 1;
    double[] values = new double[Math.multiplyExact(last + 1, n)];
    double[] rows = new double[Math.min(n, ROWS) * row];
    for (int from = 0; from < n; from += ROWS) {
      int some = Math.min(ROWS, n - from);
      weights.download(STAGE, (long) from * row, rows, 0, some * row);
      for (int i = 0; i < some; i++) {
        for (int j = 0; j < last; j++) {
          values[j * n + from + i] = rows[i * row + j];
        }
      }
    }
    outputs.download(STAGE, 0, values, last * n, n);
    return form.network(values);
  }

  @Override
  public void close() {
    held.close();
  }
}
