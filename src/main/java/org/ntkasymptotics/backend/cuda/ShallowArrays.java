package org.ntkasymptotics.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import jcuda.NativePointerObject;
import org.ntkasymptotics.backend.LiftedNetwork;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;

/**
 * A network of one hidden layer in training, in device memory: twin of the struct Training of
 * {@code descent.cu}, whose rows follow one another at a padded length.
 *
 * <p>Bytes for M points, N neurons and passes in numbers of p bytes: M (16 + p (d + 1)) and N (d +
 * 2) (8 + p), with d as {@link ShallowPasses} take it: 0.5 MB for M = 10⁴, N = 3000, d = 2 in
 * single precision.
 */
final class ShallowArrays implements AutoCloseable {
  private static final String STAGE = "training";

  /** Points and neurons are padded with zeros to a multiple of this, as in pass_sums.cuh. */
  private static final int DESCENT_PADDING = 128;

  private final CudaContext context;
  private final LiftedNetwork form;
  private final int samples;
  private final int inputs;
  private final int paddedSamples;
  private final int paddedNeurons;
  private final Holdings held = new Holdings();
  private final DeviceArray points;
  private final DeviceArray target;
  private final DeviceArray errors;
  private final DeviceArray rounded;
  private final DeviceArray parameters;
  private final DeviceArray lifted;
  private final DescentWatch watch;

  /**
   * Uploads points (M, d) and the network; target and errors are zero.
   *
   * @param inputs d as the passes take it
   */
  ShallowArrays(TrainingPlace place, FiniteNetwork initial, RowMatrix points, int inputs) {
    this.context = place.context();
    this.inputs = inputs;
    watch = place.watch();
    form = new LiftedNetwork(initial);
    samples = points.rows();
    Precision precision = place.precision();
    paddedSamples = padded(samples);
    paddedNeurons = padded(form.width());
    try {
      double[] perPoint = new double[paddedSamples];
      double[] perNeuron = new double[Math.multiplyExact(inputs + 2, paddedNeurons)];
      this.points = array(precision, rows(points));
      target = array(Precision.DOUBLE, perPoint);
      errors = array(Precision.DOUBLE, perPoint);
      rounded = array(precision, perPoint);
      parameters = array(Precision.DOUBLE, perNeuron);
      lifted = array(precision, perNeuron);
      set(initial);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private DeviceArray array(Precision precision, double[] values) {
    return held.hold(DeviceArray.of(context, STAGE, precision, values));
  }

  private static int padded(int length) {
    return Math.multiplyExact((length - 1) / DESCENT_PADDING + 1, DESCENT_PADDING);
  }

  private double[] rows(RowMatrix x) {
    double[] rows = new double[Math.multiplyExact(inputs, paddedSamples)];
    for (int m = 0; m < samples; m++) {
      for (int j = 0; j < x.columns(); j++) {
        rows[j * paddedSamples + m] = x.get(m, j);
      }
    }
    return rows;
  }

  /** M padded. */
  int paddedSamples() {
    return paddedSamples;
  }

  /** N padded. */
  int paddedNeurons() {
    return paddedNeurons;
  }

  /** e in double precision, padded M. */
  DeviceArray errors() {
    return errors;
  }

  /** Where the passes find everything, in the order in which they take it. */
  NativePointerObject[] arguments(double rate, NativePointerObject... more) {
    return arguments(rounded, rate, more);
  }

  /** The same with another vector in place of the errors of the backward pass. */
  NativePointerObject[] arguments(DeviceArray vector, double rate, NativePointerObject... more) {
    List<NativePointerObject> all = new ArrayList<>();
    all.addAll(List.of(KernelModule.of(points), KernelModule.of(target), KernelModule.of(errors)));
    all.addAll(List.of(KernelModule.of(vector), KernelModule.of(parameters)));
    all.addAll(List.of(KernelModule.of(lifted), KernelModule.of(samples)));
    all.add(KernelModule.of(form.width()));
    all.addAll(List.of(KernelModule.of(paddedSamples), KernelModule.of(paddedNeurons)));
    all.add(KernelModule.of(form.liftedScale(0)));
    all.add(KernelModule.of(form.liftedScale(form.inputs())));
    all.add(KernelModule.of(form.outputScale()));
    all.add(KernelModule.of(rate * form.rateFactor()));
    all.add(KernelModule.of(form.activation().exponent()));
    all.add(KernelModule.of(watch.numbers()));
    all.addAll(List.of(more));
    return all.toArray(NativePointerObject[]::new);
  }

  /** Sets y, length M. */
  void setTarget(double[] y) {
    target.upload(STAGE, 0, y, 0, samples);
  }

  /** Sets e, length M, in both precisions. */
  void setErrors(double[] e) {
    errors.upload(STAGE, 0, e, 0, samples);
    rounded.upload(STAGE, 0, e, 0, samples);
  }

  /** Takes over the parameters of a network of the same shape. */
  void set(FiniteNetwork network) {
    double[] values = form.values(network);
    int n = form.width();
    double[][] scaled = scaled(values);
    for (int row = 0; row < scaled.length; row++) {
      parameters.upload(STAGE, at(row), values, row * n, n);
      lifted.upload(STAGE, at(row), scaled[row], 0, n);
    }
  }

  /** u, then v. */
  private double[][] scaled(double[] values) {
    int n = form.width();
    double[][] scaled = new double[form.inputs() + 2][n];
    for (int row = 0; row < scaled.length; row++) {
      double scale = row <= form.inputs() ? form.liftedScale(row) : form.outputScale();
      for (int i = 0; i < n; i++) {
        scaled[row][i] = scale * values[row * n + i];
      }
    }
    return scaled;
  }

  /** Where row {@code row} of w, b, c is: inputs of padding lie between w and b. */
  private long at(int row) {
    int place = row < form.inputs() ? row : row + inputs - form.inputs();
    return (long) place * paddedNeurons;
  }

  private double[] values() {
    int n = form.width();
    double[] values = new double[Math.multiplyExact(form.inputs() + 2, n)];
    for (int row = 0; row < form.inputs() + 2; row++) {
      parameters.download(STAGE, at(row), values, row * n, n);
    }
    return values;
  }

  /** The network of the present parameters. */
  FiniteNetwork network() {
    return form.network(values());
  }

  /** Zeros for every component of every neuron's u: (d + 1, padded N). */
  DeviceArray perNeuron(Precision precision) {
    double[] zeros = new double[(inputs + 1) * paddedNeurons];
    return DeviceArray.of(context, STAGE, precision, zeros);
  }

  /** Makes a/M of G, both (d + 1, padded N), at the present parameters. */
  void writeTangent(DeviceArray gradients, DeviceArray tangent) {
    int n = form.width();
    double[][] u = scaled(values());
    double[] v = u[form.inputs() + 1];
    double[][] g = new double[form.inputs() + 1][n];
    for (int row = 0; row < g.length; row++) {
      gradients.download(STAGE, at(row), g[row], 0, n);
    }
    form.tangent(u, v, g, samples);
    for (int row = 0; row < g.length; row++) {
      tangent.upload(STAGE, at(row), g[row], 0, n);
    }
  }

  @Override
  public void close() {
    held.close();
  }
}
