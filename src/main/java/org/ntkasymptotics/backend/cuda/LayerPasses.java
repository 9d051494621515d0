package org.ntkasymptotics.backend.cuda;

import jcuda.NativePointerObject;
import jcuda.Pointer;
import org.ntkasymptotics.backend.Precision;

/**
 * Launches the functions of {@code layered_descent.cu} on arrays of n neurons for each of M points;
 * none waits for the device.
 */
final class LayerPasses {
  /** Threads of a block, as in layered_descent.cu. */
  private static final int LAYERED_THREADS = 128;

  /** Points of a sum, as in layered_descent.cu. */
  private static final int LAYERED_POINTS = 512;

  private final KernelModule module;
  private final String stage;
  private final CudaStream stream;
  private final Precision precision;
  private final int samples;
  private final PassGrids grids;
  private final Pointer watch;

  /**
   * Passes over M points.
   *
   * @param stage for an error
   * @param watch a loss that runs away there ends all changes of parameters; {@link
   *     KernelModule#NOTHING} for none
   */
  LayerPasses(
      KernelModule module,
      String stage,
      CudaStream stream,
      Precision precision,
      int samples,
      Pointer watch) {
    this.module = module;
    this.stage = stage;
    this.stream = stream;
    this.precision = precision;
    this.samples = samples;
    this.watch = watch;
    grids = new PassGrids(samples, LAYERED_THREADS);
  }

  /** Parts of a sum over all points. */
  int parts() {
    return PassGrids.rounds(samples, LAYERED_POINTS);
  }

  private void launch(String pass, KernelModule.Grid grid, NativePointerObject... arguments) {
    launch(KernelFunction.layeredDescent(pass, precision), grid, arguments);
  }

  private void launch(
      KernelFunction function, KernelModule.Grid grid, NativePointerObject... arguments) {
    module.enqueue(stage, stream.handle(), function, grid, arguments);
  }

  /** y, z without its bias, becomes φ(z), and slopes φ′(z). */
  void activations(DeviceArray y, DeviceArray slopes, DeviceArray bias, int n, double exponent) {
    launch(
        "activations",
        grids.perNeuron(n),
        KernelModule.of(y),
        KernelModule.of(slopes),
        KernelModule.of(bias),
        KernelModule.of(n),
        KernelModule.of(samples),
        KernelModule.of(exponent));
  }

  /** errors = scale c·y − target, in double precision and in the passes' own. */
  void outputs(
      DeviceArray c,
      DeviceArray y,
      int n,
      double scale,
      DeviceArray target,
      DeviceArray errors,
      DeviceArray rounded) {
    launch(
        "outputs",
        grids.perPoint(),
        KernelModule.of(c),
        KernelModule.of(y),
        KernelModule.of(n),
        KernelModule.of(samples),
        KernelModule.of(scale),
        KernelModule.of(target),
        KernelModule.of(errors),
        KernelModule.of(rounded));
  }

  /** Slopes of the last layer become δ = e v φ′(z). */
  void top(DeviceArray slopes, DeviceArray e, DeviceArray v, int n) {
    launch(
        "top",
        grids.perNeuron(n),
        KernelModule.of(slopes),
        KernelModule.of(e),
        KernelModule.of(v),
        KernelModule.of(n),
        KernelModule.of(samples));
  }

  /** into = a ∘ slopes. */
  void times(DeviceArray into, DeviceArray a, DeviceArray slopes, int n) {
    times(into, a, KernelModule.NOTHING, slopes, n);
  }

  /** into = (a + bias) ∘ slopes. */
  void times(DeviceArray into, DeviceArray a, DeviceArray bias, DeviceArray slopes, int n) {
    times(into, a, KernelModule.of(bias), slopes, n);
  }

  private void times(DeviceArray into, DeviceArray a, Pointer bias, DeviceArray slopes, int n) {
    launch(
        "times",
        grids.perNeuron(n),
        KernelModule.of(into),
        KernelModule.of(a),
        bias,
        KernelModule.of(slopes),
        KernelModule.of(n),
        KernelModule.of(samples));
  }

  /** into_i += factor Σ_m a_mi. */
  void addSums(DeviceArray into, DeviceArray a, double factor, int n, DeviceArray parts) {
    addSums(into, a, KernelModule.NOTHING, factor, n, parts);
  }

  /** into_i += factor Σ_m w_m a_mi. */
  void addSums(
      DeviceArray into, DeviceArray a, DeviceArray w, double factor, int n, DeviceArray parts) {
    addSums(into, a, KernelModule.of(w), factor, n, parts);
  }

  private void addSums(
      DeviceArray into, DeviceArray a, Pointer w, double factor, int n, DeviceArray parts) {
    launch(
        "sums",
        new KernelModule.Grid(PassGrids.rounds(n, LAYERED_THREADS), parts(), LAYERED_THREADS),
        KernelModule.of(a),
        w,
        KernelModule.of(n),
        KernelModule.of(samples),
        KernelModule.of(parts));
    launch(
        KernelFunction.LAYERED_DESCENT_JOIN,
        grids.flat(n),
        KernelModule.of(into),
        KernelModule.of(parts),
        KernelModule.of(factor),
        KernelModule.of(n),
        KernelModule.of(parts()),
        watch);
  }

  /** into += factor a. */
  void add(DeviceArray into, DeviceArray a, double factor) {
    launch(
        "add",
        grids.flat(into.length()),
        KernelModule.of(into),
        KernelModule.of(a),
        KernelModule.of(factor),
        KernelModule.of(into.length()),
        watch);
  }

  /** into = scale a. */
  void lift(DeviceArray into, DeviceArray a, double scale) {
    launch(
        "lift",
        grids.flat(a.length()),
        KernelModule.of(into),
        KernelModule.of(a),
        KernelModule.of(scale),
        KernelModule.of(a.length()));
  }
}
